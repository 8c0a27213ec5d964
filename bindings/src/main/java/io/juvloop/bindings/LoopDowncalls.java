package io.juvloop.bindings;

import java.lang.invoke.MethodHandle;

/// The functions of libuv that every program calls while its loop starts and ends, linked by hand as [Downcalls]
/// are: all have one type, so the linker prepares it once.
///
/// Loop thread only, except for the sizes. `DowncallsTest` compares each with the generated function.
/// See [uv_loop_t](https://docs.libuv.org/en/v1.x/loop.html) and
/// [uv_handle_t](https://docs.libuv.org/en/v1.x/handle.html).
final class LoopDowncalls {
    private LoopDowncalls() {}

    private static final class LoopSize {
        static final MethodHandle HANDLE = Downcalls.link("uv_loop_size");
    }

    /// Returns the size of a loop in the running libuv, in bytes.
    static long uv_loop_size() {
        try {
            return (long) LoopSize.HANDLE.invokeExact(0L, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class HandleSize {
        static final MethodHandle HANDLE = Downcalls.link("uv_handle_size");
    }

    /// Returns the size of a handle in the running libuv, in bytes; -1 for a type that it does not have.
    static long uv_handle_size(int type) {
        try {
            return (long) HandleSize.HANDLE.invokeExact((long) type, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class ReqSize {
        static final MethodHandle HANDLE = Downcalls.link("uv_req_size");
    }

    /// Returns the size of a request in the running libuv, in bytes; -1 for a type that it does not have.
    static long uv_req_size(int type) {
        try {
            return (long) ReqSize.HANDLE.invokeExact((long) type, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class LoopInit {
        static final MethodHandle HANDLE = Downcalls.link("uv_loop_init");
    }

    /// Initialises a loop in a block of its size.
    static int uv_loop_init(long loop) {
        try {
            return (int) (long) LoopInit.HANDLE.invokeExact(loop, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class LoopClose {
        static final MethodHandle HANDLE = Downcalls.link("uv_loop_close");
    }

    /// Frees what a loop has; it must have no handle.
    static int uv_loop_close(long loop) {
        try {
            return (int) (long) LoopClose.HANDLE.invokeExact(loop, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class LoopAlive {
        static final MethodHandle HANDLE = Downcalls.link("uv_loop_alive");
    }

    /// Whether the loop has active and referenced handles, requests or closing handles; 0 if not.
    static int uv_loop_alive(long loop) {
        try {
            return (int) (long) LoopAlive.HANDLE.invokeExact(loop, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class BackendFd {
        static final MethodHandle HANDLE = Downcalls.link("uv_backend_fd");
    }

    /// Returns the descriptor that is readable when libuv has an event; -1 where there is none.
    static int uv_backend_fd(long loop) {
        try {
            return (int) (long) BackendFd.HANDLE.invokeExact(loop, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class Stop {
        static final MethodHandle HANDLE = Downcalls.link("uv_stop");
    }

    /// Ends the run that is under way.
    static void uv_stop(long loop) {
        try {
            long _ = (long) Stop.HANDLE.invokeExact(loop, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class AsyncInit {
        static final MethodHandle HANDLE = Downcalls.link("uv_async_init");
    }

    /// Initialises a handle that wakes the loop.
    static int uv_async_init(long loop, long async, long callback) {
        try {
            return (int) (long) AsyncInit.HANDLE.invokeExact(loop, async, callback, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class TimerInit {
        static final MethodHandle HANDLE = Downcalls.link("uv_timer_init");
    }

    /// Initialises a timer.
    static int uv_timer_init(long loop, long timer) {
        try {
            return (int) (long) TimerInit.HANDLE.invokeExact(loop, timer, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class IsActive {
        static final MethodHandle HANDLE = Downcalls.link("uv_is_active");
    }

    /// Whether a handle is active; 0 if not.
    static int uv_is_active(long handle) {
        try {
            return (int) (long) IsActive.HANDLE.invokeExact(handle, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class IsClosing {
        static final MethodHandle HANDLE = Downcalls.link("uv_is_closing");
    }

    /// Whether a handle is closing or closed; 0 if not.
    static int uv_is_closing(long handle) {
        try {
            return (int) (long) IsClosing.HANDLE.invokeExact(handle, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class HasRef {
        static final MethodHandle HANDLE = Downcalls.link("uv_has_ref");
    }

    /// Whether a handle keeps the loop alive while it is active; 0 if not.
    static int uv_has_ref(long handle) {
        try {
            return (int) (long) HasRef.HANDLE.invokeExact(handle, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class Ref {
        static final MethodHandle HANDLE = Downcalls.link("uv_ref");
    }

    /// Makes a handle keep the loop alive while it is active.
    static void uv_ref(long handle) {
        try {
            long _ = (long) Ref.HANDLE.invokeExact(handle, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class Unref {
        static final MethodHandle HANDLE = Downcalls.link("uv_unref");
    }

    /// Lets the loop end in spite of a handle.
    static void uv_unref(long handle) {
        try {
            long _ = (long) Unref.HANDLE.invokeExact(handle, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class ErrNameR {
        static final MethodHandle HANDLE = Downcalls.link("uv_err_name_r");
    }

    /// Writes the name of an error to a block, and returns the block.
    static long uv_err_name_r(int code, long block, long size) {
        try {
            return (long) ErrNameR.HANDLE.invokeExact((long) code, block, size, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class StrerrorR {
        static final MethodHandle HANDLE = Downcalls.link("uv_strerror_r");
    }

    /// Writes the message of an error to a block, and returns the block.
    static long uv_strerror_r(int code, long block, long size) {
        try {
            return (long) StrerrorR.HANDLE.invokeExact((long) code, block, size, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }
}
