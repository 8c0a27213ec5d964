package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;

/// The datagram functions of libuv on the hot path, linked by hand as those of [Downcalls].
///
/// Loop thread only. See [uv_udp_t](https://docs.libuv.org/en/v1.x/udp.html).
final class UdpDowncalls {
    private static final MemoryLayout P = JAVA_LONG;
    private static final MemoryLayout I = JAVA_INT;

    private UdpDowncalls() {}

    private static final class UdpTrySend {
        static final MethodHandle HANDLE = Downcalls.link("uv_udp_try_send", FunctionDescriptor.of(I, P, P, I, P));
    }

    /// Sends one datagram at once or not at all.
    static int uv_udp_try_send(long handle, long bufs, int count, long name) {
        try {
            return (int) UdpTrySend.HANDLE.invokeExact(handle, bufs, count, name);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class UdpSend {
        static final MethodHandle HANDLE = Downcalls.link("uv_udp_send", FunctionDescriptor.of(I, P, P, P, I, P, P));
    }

    /// Queues one datagram; its bytes must stay until the callback, its name is copied.
    static int uv_udp_send(long request, long handle, long bufs, int count, long name, long callback) {
        try {
            return (int) UdpSend.HANDLE.invokeExact(request, handle, bufs, count, name, callback);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class UdpRecvStart {
        static final MethodHandle HANDLE = Downcalls.link("uv_udp_recv_start", FunctionDescriptor.of(I, P, P, P));
    }

    /// Starts receiving.
    static int uv_udp_recv_start(long handle, long alloc, long receive) {
        try {
            return (int) UdpRecvStart.HANDLE.invokeExact(handle, alloc, receive);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class UdpRecvStop {
        static final MethodHandle HANDLE = Downcalls.link("uv_udp_recv_stop", FunctionDescriptor.of(I, P));
    }

    /// Stops receiving.
    static int uv_udp_recv_stop(long handle) {
        try {
            return (int) UdpRecvStop.HANDLE.invokeExact(handle);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }
}
