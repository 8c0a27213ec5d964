package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;

/// Several datagrams for one system call, with libuv 1.50 and newer; with an older one they are sent singly.
///
/// The caller that fills it owns the bytes and addresses, and does not send anything else before [#trySend]. All
/// sockets of its loop share it.
///
/// ```
/// block:  20 pointers to buffers | 20 counts of buffers, each 1 | 20 pointers to names | 20 uv_buf_t
/// ```
///
/// Loop thread only. The memory goes back to the system when the loop closes.
/// See [uv_udp_try_send2](https://docs.libuv.org/en/v1.x/udp.html#c.uv_udp_try_send2).
public final class UdpBatch {
    /// The most datagrams it holds. libuv up to 1.52 sends some twice and others never if it is given more.
    public static final int CAPACITY = 20;

    private final boolean atOnce = OptionalFunction.UDP_TRY_SEND2.isPresent();
    private final MemorySegment pointers;
    private final MemorySegment counts;
    private final MemorySegment names;
    private final long buffers;
    private int size;

    /// Makes an empty batch.
    ///
    /// @param loop whose arena gives the memory
    public UdpBatch(UvLoop loop) {
        pointers = loop.allocate((long) CAPACITY * Long.BYTES);
        counts = loop.allocate((long) CAPACITY * Integer.BYTES);
        names = loop.allocate((long) CAPACITY * Long.BYTES);
        buffers = loop.allocate((long) CAPACITY * Abi.BUF_SIZE).address();
        for (int i = 0; i < CAPACITY; i++) {
            Memory.putLong(pointers.address() + (long) i * Long.BYTES, buffer(i));
            Memory.putInt(counts.address() + (long) i * Integer.BYTES, 1);
        }
    }

    private long buffer(int index) {
        return buffers + (long) index * Abi.BUF_SIZE;
    }

    /// Adds a datagram.
    ///
    /// @param from the address of its first byte
    /// @param length in bytes, may be 0
    /// @param name the address of a `sockaddr`, or 0 for the connected peer
    void add(long from, long length, long name) {
        Abi.putBuffer(buffer(size), from, length);
        Memory.putLong(names.address() + (long) size * Long.BYTES, name);
        size++;
    }

    /// Clears what an error may have left.
    public void clear() {
        size = 0;
    }

    /// Whether it is full.
    ///
    /// @return true if no datagram can be added
    public boolean isFull() {
        return size == CAPACITY;
    }

    /// Offers all datagrams to the kernel, in order, and clears the batch.
    ///
    /// @param socket to send from
    /// @return how many were sent, from the first on; or why the first was not, as a negative error, which is
    ///   EAGAIN if it could not be sent now
    public int trySend(UvUdp socket) {
        int count = size;
        size = 0;
        return atOnce && count > 1
                ? uv_h.uv_udp_try_send2(socket.pointer(), count, pointers, counts, names, 0)
                : oneByOne(socket, count);
    }

    private int oneByOne(UvUdp socket, int count) {
        for (int i = 0; i < count; i++) {
            long name = Memory.getLong(names.address() + (long) i * Long.BYTES);
            int status = socket.trySend(buffer(i), name);
            if (status < 0) {
                return i == 0 ? status : i;
            }
        }
        return count;
    }
}
