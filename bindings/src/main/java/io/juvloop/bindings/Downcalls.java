package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The functions of libuv that a running server calls, linked by hand with addresses as plain `long`.
///
/// jextract passes pointers as segments, and the linker checks their liveness at each call. Here the caller owns
/// the memory for as long as the loop lives, so the check has no benefit. Each function has a holder class and so
/// is linked at its first use.
///
/// All have one type, [#UNIFORM], because a type costs the linker a stub and a dozen classes: at a program's start
/// that was more than everything else that a loop does. `DowncallsTest` compares the methods with the generated
/// functions.
///
/// The thread rule of each is libuv's: the loop's thread, except [#uv_async_send].
/// See [uv.h](https://docs.libuv.org/en/v1.x/api.html).
final class Downcalls {
    private static final MemoryLayout P = JAVA_LONG;

    /// The type of every function that takes at most five integers or pointers and returns one or none.
    ///
    /// In each calling convention that the linker has, an integer or a pointer travels in 64 bits, of which the
    /// function reads as many as it has; the caller extends the sign. A function ignores the arguments that it does
    /// not have, and the caller removes them. The upper half of an `int` that is returned is undefined, so callers
    /// cut it off.
    static final FunctionDescriptor UNIFORM = FunctionDescriptor.of(P, P, P, P, P, P);

    /// The same for functions that take six or seven; all of them still travel in registers, except on the x86-64,
    /// whose stack has 64 bits for each.
    static final FunctionDescriptor WIDE = FunctionDescriptor.of(P, P, P, P, P, P, P, P);

    private Downcalls() {}

    static MethodHandle link(String name) {
        return link(name, UNIFORM);
    }

    static MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        MemorySegment function = LibUv.loaded().symbols().find(name).orElseThrow(() -> missing(name));
        return Linker.nativeLinker().downcallHandle(function, descriptor, options);
    }

    private static UnsupportedOperationException missing(String name) {
        return new UnsupportedOperationException(
                name + " is not in libuv " + LibUv.loaded().version());
    }

    /// A downcall declares `Throwable` but throws only unchecked exceptions.
    static RuntimeException rethrow(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw new AssertionError("a downcall threw a checked exception", thrown);
    }

    private static final class Run {
        static final MethodHandle HANDLE = link("uv_run");
    }

    /// Runs the loop; callbacks happen inside, so it can never be linked as critical.
    static int uv_run(long loop, int mode) {
        try {
            return (int) (long) Run.HANDLE.invokeExact(loop, (long) mode, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    private static final class BackendTimeout {
        static final MethodHandle HANDLE = link("uv_backend_timeout");
    }

    /// Returns how long libuv would wait, in milliseconds; -1 for no limit.
    static int uv_backend_timeout(long loop) {
        try {
            return (int) (long) BackendTimeout.HANDLE.invokeExact(loop, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    private static final class UpdateTime {
        static final MethodHandle HANDLE = link("uv_update_time");
    }

    /// Refreshes the loop's cached clock.
    static void uv_update_time(long loop) {
        try {
            long _ = (long) UpdateTime.HANDLE.invokeExact(loop, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    private static final class AsyncSend {
        static final MethodHandle HANDLE = link("uv_async_send");
    }

    /// Wakes a loop; the one call that any thread may make.
    static int uv_async_send(long async) {
        try {
            return (int) (long) AsyncSend.HANDLE.invokeExact(async, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    private static final class TimerStart {
        static final MethodHandle HANDLE = link("uv_timer_start");
    }

    /// Arms a timer, in milliseconds of the cached clock.
    static int uv_timer_start(long timer, long callback, long timeout, long repeat) {
        try {
            return (int) (long) TimerStart.HANDLE.invokeExact(timer, callback, timeout, repeat, 0L);
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    private static final class Close {
        static final MethodHandle HANDLE = link("uv_close");
    }

    /// Closes a handle; its memory is libuv's until the callback.
    static void uv_close(long handle, long callback) {
        try {
            long _ = (long) Close.HANDLE.invokeExact(handle, callback, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    private static final class ReadStart {
        static final MethodHandle HANDLE = link("uv_read_start");
    }

    /// Starts reading.
    static int uv_read_start(long stream, long alloc, long read) {
        try {
            return (int) (long) ReadStart.HANDLE.invokeExact(stream, alloc, read, 0L, 0L);
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    private static final class ReadStop {
        static final MethodHandle HANDLE = link("uv_read_stop");
    }

    /// Stops reading.
    static int uv_read_stop(long stream) {
        try {
            return (int) (long) ReadStop.HANDLE.invokeExact(stream, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    private static final class PollStart {
        static final MethodHandle HANDLE = link("uv_poll_start");
    }

    /// Watches a descriptor for these events, which replace the earlier ones.
    static int uv_poll_start(long poll, int events, long callback) {
        try {
            return (int) (long) PollStart.HANDLE.invokeExact(poll, (long) events, callback, 0L, 0L);
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    private static final class PollStop {
        static final MethodHandle HANDLE = link("uv_poll_stop");
    }

    /// Stops watching; the kernel has forgotten the descriptor when this returns.
    static int uv_poll_stop(long poll) {
        try {
            return (int) (long) PollStop.HANDLE.invokeExact(poll, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    private static final class Write {
        static final MethodHandle HANDLE = link("uv_write");
    }

    /// Queues buffers; their bytes must stay until the callback.
    static int uv_write(long request, long stream, long bufs, int count, long callback) {
        try {
            return (int) (long) Write.HANDLE.invokeExact(request, stream, bufs, (long) count, callback);
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    private static final class TryWrite {
        static final MethodHandle HANDLE = link("uv_try_write");
    }

    /// Writes at once as much as the kernel accepts; never queues.
    static int uv_try_write(long stream, long bufs, int count) {
        try {
            return (int) (long) TryWrite.HANDLE.invokeExact(stream, bufs, (long) count, 0L, 0L);
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }
}
