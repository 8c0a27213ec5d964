package io.juvloop.bindings;

import java.lang.invoke.MethodHandle;

/// The functions of libuv that a server calls until it listens, and for each connection that it accepts, linked by
/// hand as [Downcalls] are.
///
/// Loop thread only. `DowncallsTest` compares each with the generated function.
/// See [uv_tcp_t](https://docs.libuv.org/en/v1.x/tcp.html) and
/// [uv_stream_t](https://docs.libuv.org/en/v1.x/stream.html).
final class TcpDowncalls {
    private TcpDowncalls() {}

    private static final class TcpInit {
        static final MethodHandle HANDLE = Downcalls.link("uv_tcp_init");
    }

    /// Initialises a handle without a socket.
    static int uv_tcp_init(long loop, long tcp) {
        try {
            return (int) (long) TcpInit.HANDLE.invokeExact(loop, tcp, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class TcpInitEx {
        static final MethodHandle HANDLE = Downcalls.link("uv_tcp_init_ex");
    }

    /// Initialises a handle with a new socket of an address family.
    static int uv_tcp_init_ex(long loop, long tcp, int flags) {
        try {
            return (int) (long) TcpInitEx.HANDLE.invokeExact(loop, tcp, (long) flags, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class TcpBind {
        static final MethodHandle HANDLE = Downcalls.link("uv_tcp_bind");
    }

    /// Binds to a `sockaddr`.
    static int uv_tcp_bind(long tcp, long address, int flags) {
        try {
            return (int) (long) TcpBind.HANDLE.invokeExact(tcp, address, (long) flags, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class TcpNodelay {
        static final MethodHandle HANDLE = Downcalls.link("uv_tcp_nodelay");
    }

    /// Enables or disables `TCP_NODELAY`.
    static int uv_tcp_nodelay(long tcp, int enable) {
        try {
            return (int) (long) TcpNodelay.HANDLE.invokeExact(tcp, (long) enable, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class TcpGetsockname {
        static final MethodHandle HANDLE = Downcalls.link("uv_tcp_getsockname");
    }

    /// Writes the local address to a block; `length` is an `int` in memory, the size of the block and then of the
    /// address.
    static int uv_tcp_getsockname(long tcp, long name, long length) {
        try {
            return (int) (long) TcpGetsockname.HANDLE.invokeExact(tcp, name, length, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class TcpGetpeername {
        static final MethodHandle HANDLE = Downcalls.link("uv_tcp_getpeername");
    }

    /// Writes the remote address to a block.
    static int uv_tcp_getpeername(long tcp, long name, long length) {
        try {
            return (int) (long) TcpGetpeername.HANDLE.invokeExact(tcp, name, length, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class Listen {
        static final MethodHandle HANDLE = Downcalls.link("uv_listen");
    }

    /// Starts listening; the callback reports each connection.
    static int uv_listen(long stream, int backlog, long callback) {
        try {
            return (int) (long) Listen.HANDLE.invokeExact(stream, (long) backlog, callback, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class Accept {
        static final MethodHandle HANDLE = Downcalls.link("uv_accept");
    }

    /// Accepts the connection that was reported.
    static int uv_accept(long server, long client) {
        try {
            return (int) (long) Accept.HANDLE.invokeExact(server, client, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class Fileno {
        static final MethodHandle HANDLE = Downcalls.link("uv_fileno");
    }

    /// Writes the descriptor of a handle to memory.
    static int uv_fileno(long handle, long fd) {
        try {
            return (int) (long) Fileno.HANDLE.invokeExact(handle, fd, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }
}
