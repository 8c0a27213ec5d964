package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.util.Optional;

/// A `uv_tcp_t`: a TCP connection or listener.
///
/// Loop thread only. See [uv_tcp_t](https://docs.libuv.org/en/v1.x/tcp.html).
public final class UvTcp extends UvStream {
    /// `UV_TCP_IPV6ONLY`: an IPv6 listener leaves the port free for an IPv4 one.
    public static final int IPV6_ONLY = 1;

    /// `uv_os_sock_t` is passed by value and is wider on Windows, so the generated binding cannot serve both.
    private static final class Open {
        static final MethodHandle HANDLE = Downcalls.link("uv_tcp_open");
    }

    /// Makes a handle without a socket.
    ///
    /// @param loop the loop that it belongs to
    /// @param events the listener
    public UvTcp(UvLoop loop, StreamEvents events) {
        super(loop, HandleType.TCP, events);
        try {
            initialised("uv_tcp_init", TcpDowncalls.uv_tcp_init(loop.inUse(), open()));
        } catch (Throwable thrown) {
            throw halfMade(thrown);
        }
    }

    /// Makes a handle with a new socket, so that options can be set before binding.
    ///
    /// @param loop the loop that it belongs to
    /// @param events the listener
    /// @param ipv6 whether the socket is of IPv6
    public UvTcp(UvLoop loop, StreamEvents events, boolean ipv6) {
        super(loop, HandleType.TCP, events);
        int family = ipv6 ? Abi.AF_INET6 : Abi.AF_INET;
        try {
            initialised("uv_tcp_init_ex", TcpDowncalls.uv_tcp_init_ex(loop.inUse(), open(), family));
        } catch (Throwable thrown) {
            throw halfMade(thrown);
        }
    }

    /// Adopts a socket, which now belongs to this handle; on failure it stays the caller's.
    ///
    /// @param socket its number
    /// @throws UvFailure if it is not a socket, or cannot be made non-blocking
    public void open(long socket) {
        adopt("uv_tcp_open", socket, () -> opened(socket));
    }

    private int opened(long socket) {
        Linking.ensure(Open.class);
        try {
            return (int) (long) Open.HANDLE.invokeExact(open(), socket, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    /// Binds to an address. libuv delays the error of an address in use; here it is returned at once.
    ///
    /// @param address resolved
    /// @param flags [#IPV6_ONLY] or 0
    /// @return 0 or a negative error
    public int bind(InetSocketAddress address, int flags) {
        SocketAddresses.write(address, loop.scratch());
        int status = TcpDowncalls.uv_tcp_bind(open(), loop.scratch(), flags);
        return status < 0 ? status : readName(false);
    }

    /// Starts to connect; [StreamEvents#onConnected] follows on success.
    ///
    /// @param address resolved
    /// @return 0 or a negative error
    public int connect(InetSocketAddress address) {
        SocketAddresses.write(address, loop.scratch());
        MemorySegment target = MemorySegment.ofAddress(loop.scratch());
        return new OneShotRequest(this, RequestType.CONNECT, status -> events().onConnected(status))
                .start((request, done) -> uv_h.uv_tcp_connect(request, pointer(), target, done));
    }

    /// Disables or enables Nagle's algorithm.
    ///
    /// @param on whether small packets are sent at once
    /// @return 0 or a negative error
    public int noDelay(boolean on) {
        return TcpDowncalls.uv_tcp_nodelay(inUse(), on ? 1 : 0);
    }

    /// Enables keep-alive probes, with all their times.
    ///
    /// @param idleSeconds before the first probe
    /// @param intervalSeconds between two probes
    /// @param count of probes without an answer, after which the connection is lost
    /// @return 0 or a negative error
    /// @throws UnsupportedOperationException if this libuv cannot do it
    public int keepAlive(int idleSeconds, int intervalSeconds, int count) {
        OptionalFunction.TCP_KEEPALIVE_EX.require();
        return uv_h.uv_tcp_keepalive_ex(pointer(), 1, idleSeconds, intervalSeconds, count);
    }

    /// Enables or disables keep-alive probes; later probes follow each second, ten in all.
    ///
    /// @param on whether the kernel probes an idle peer
    /// @param delaySeconds before the first probe
    /// @return 0 or a negative error
    public int keepAlive(boolean on, int delaySeconds) {
        return uv_h.uv_tcp_keepalive(pointer(), on ? 1 : 0, delaySeconds);
    }

    /// Closes with a reset, so that the peer notices at once that bytes were lost. Without a socket, or after a
    /// shutdown has begun, libuv refuses a reset and this is an ordinary close.
    public void closeReset() {
        Linking.ensure("uv_tcp_close_reset");
        MemorySegment handle = pointer();
        long callback = loop.stub(Callback.CLOSE);
        beginClose();
        if (uv_h.uv_tcp_close_reset(handle, MemorySegment.ofAddress(callback)) < 0) {
            Downcalls.uv_close(handle.address(), callback);
        }
    }

    /// Returns the local address in one word, see [#unpack].
    ///
    /// @return the word, or 0 if it is unknown or not IPv4
    public long packedLocalName() {
        return readName(false) == 0 ? SocketAddresses.pack(loop.scratch()) : 0;
    }

    /// Returns the remote address in one word, see [#unpack].
    ///
    /// @return the word, or 0 if it is unknown or not IPv4
    public long packedPeerName() {
        return readName(true) == 0 ? SocketAddresses.pack(loop.scratch()) : 0;
    }

    /// Returns the local address.
    ///
    /// @return the address, or empty if it is unknown
    public Optional<InetSocketAddress> localName() {
        return readName(false) == 0 ? SocketAddresses.read(loop.scratch()) : Optional.empty();
    }

    /// Returns the remote address.
    ///
    /// @return the address, or empty if there is none
    public Optional<InetSocketAddress> peerName() {
        return readName(true) == 0 ? SocketAddresses.read(loop.scratch()) : Optional.empty();
    }

    /// Unpacks an address from its word.
    ///
    /// @param word not 0
    /// @return the address
    public static InetSocketAddress unpack(long word) {
        return SocketAddresses.unpack(word);
    }

    private int readName(boolean ofPeer) {
        long name = loop.scratch();
        long length = name + Abi.SOCKADDR_STORAGE_SIZE;
        Memory.putInt(length, Abi.SOCKADDR_STORAGE_SIZE);
        return ofPeer
                ? TcpDowncalls.uv_tcp_getpeername(inUse(), name, length)
                : TcpDowncalls.uv_tcp_getsockname(inUse(), name, length);
    }
}
