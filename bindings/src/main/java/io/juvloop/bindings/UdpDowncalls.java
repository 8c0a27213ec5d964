package io.juvloop.bindings;

import java.lang.invoke.MethodHandle;

/// The datagram functions of libuv on the hot path, linked by hand as those of [Downcalls].
///
/// Loop thread only. See [uv_udp_t](https://docs.libuv.org/en/v1.x/udp.html).
final class UdpDowncalls {
    private UdpDowncalls() {}

    private static final class UdpTrySend {
        static final MethodHandle HANDLE = Downcalls.link("uv_udp_try_send");
    }

    /// Sends one datagram at once or not at all.
    static int uv_udp_try_send(long handle, long bufs, int count, long name) {
        try {
            return (int) (long) UdpTrySend.HANDLE.invokeExact(handle, bufs, (long) count, name, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class UdpSend {
        static final MethodHandle HANDLE = Downcalls.link("uv_udp_send", Downcalls.WIDE);
    }

    /// Queues one datagram; its bytes must stay until the callback, its name is copied.
    static int uv_udp_send(long request, long handle, long bufs, int count, long name, long callback) {
        try {
            return (int) (long) UdpSend.HANDLE.invokeExact(request, handle, bufs, (long) count, name, callback, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class UdpRecvStart {
        static final MethodHandle HANDLE = Downcalls.link("uv_udp_recv_start");
    }

    /// Starts receiving.
    static int uv_udp_recv_start(long handle, long alloc, long receive) {
        try {
            return (int) (long) UdpRecvStart.HANDLE.invokeExact(handle, alloc, receive, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class UdpRecvStop {
        static final MethodHandle HANDLE = Downcalls.link("uv_udp_recv_stop");
    }

    /// Stops receiving.
    static int uv_udp_recv_stop(long handle) {
        try {
            return (int) (long) UdpRecvStop.HANDLE.invokeExact(handle, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }
}
