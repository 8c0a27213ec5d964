package io.juvloop.bindings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A `uv_udp_send_t` with its datagram, which the kernel has not accepted yet.
///
/// The object is reused. It owns the datagram's bytes, in a chunk, and a copy of its address, because the cache
/// may evict that address meanwhile. The native block is taken from the slab at [#submit] and returned when the
/// send ends:
///
/// ```
/// block:  0                uv_req_size
///         +----------------+----------+
///         | uv_udp_send_t  | uv_buf_t |
///         +----------------+----------+
/// ```
///
/// Loop thread only. See [uv_udp_send](https://docs.libuv.org/en/v1.x/udp.html#c.uv_udp_send).
public final class UdpSendRequest extends UvRequest {
    /// The block, the listener.
    private static final int STEPS = 2;

    private final long nameBlock;
    private long name;
    private @Nullable Chunk chunk;
    private @Nullable UvUdp socket;
    private boolean isOver;

    /// The request behind it in a [UdpSendQueue].
    @Nullable
    UdpSendRequest next;

    /// Makes a request without a datagram.
    ///
    /// @param loop the loop that it belongs to
    public UdpSendRequest(UvLoop loop) {
        super(loop, RequestType.UDP_SEND);
        nameBlock = loop.allocate(Abi.SOCKADDR_STORAGE_SIZE).address();
    }

    /// Gives it an empty datagram.
    ///
    /// @param size in bytes
    /// @param pool that gives the memory
    /// @return the datagram, which belongs to the request and is to be filled
    public Chunk fill(int size, ChunkPool pool) {
        if (chunk != null) {
            pool.release(chunk); // an error has left it
            chunk = null;
        }
        Chunk data = pool.acquireWhole(size);
        chunk = data;
        return data;
    }

    /// Addresses its datagram.
    ///
    /// @param target the address of a `sockaddr` of [AddressCache], or 0 for the connected peer
    public void address(long target) {
        name = target == 0 ? 0 : nameBlock;
        if (target != 0) {
            Memory.copy(target, nameBlock, SocketAddresses.sizeOf(target));
        }
    }

    private Chunk data() {
        return Objects.requireNonNull(chunk, "the request has no datagram");
    }

    /// The size of its datagram.
    ///
    /// @return bytes
    public int bytes() {
        return data().size();
    }

    void addTo(UdpBatch batch) {
        batch.add(data().address(), data().size(), name);
    }

    /// Hands the datagram to libuv; [DatagramEvents#onSent] follows, unless this fails.
    ///
    /// @param target the socket
    /// @return 0 or a negative error, after which the datagram is still here
    public int submit(UvUdp target) {
        long handle = target.open();
        Chunk datagram = data();
        acquire(blockSize());
        int status;
        try {
            long buf = address + type().size();
            Abi.putBuffer(buf, datagram.address(), datagram.size());
            status = UdpDowncalls.uv_udp_send(address, handle, buf, 1, name, loop.stub(Callback.DONE));
        } catch (Throwable thrown) {
            release(blockSize());
            throw thrown;
        }
        if (status < 0) {
            release(blockSize());
        } else {
            socket = target;
            isOver = false;
            countStarted();
        }
        return status;
    }

    /// Whether libuv has the datagram.
    ///
    /// @return true from [#submit] until [#clear]
    public boolean isUnderWay() {
        return socket != null;
    }

    private long blockSize() {
        return type().size() + Abi.BUF_SIZE;
    }

    @Override
    void done(int status) {
        isOver = true;
        endInSteps(STEPS, status);
    }

    /// The listener is called again if an error kept it from taking the datagram.
    @Override
    void end(int step, int status) {
        if (step == 0) {
            ended(blockSize());
        } else if (isOver) {
            Objects.requireNonNull(socket).events().onSent(this, status);
        }
    }

    /// Gives the bytes back to their pool, and the block if an error has left it, and makes the request ready for
    /// reuse.
    /// After an error it can be called again.
    ///
    /// @param pool that the bytes came from
    public void clear(ChunkPool pool) {
        if (socket == null) {
            release(blockSize());
        }
        if (chunk != null) {
            pool.release(chunk);
            chunk = null;
        }
        name = 0;
        socket = null;
        isOver = false;
    }
}
