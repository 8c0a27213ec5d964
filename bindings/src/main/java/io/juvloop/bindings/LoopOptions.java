package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/// `uv_loop_configure`, linked by hand: it is variadic, which the generated bindings leave out and some calling
/// conventions pass differently even without variadic arguments.
///
/// Loop thread only. See [uv_loop_configure](https://docs.libuv.org/en/v1.x/loop.html#c.uv_loop_configure).
final class LoopOptions {
    /// `UV_METRICS_IDLE_TIME`.
    static final int METRICS_IDLE_TIME = 1;

    private static final int FIXED_PARAMETERS = 2;

    private LoopOptions() {}

    private static final class Configure {
        static final MethodHandle HANDLE = Downcalls.link(
                "uv_loop_configure",
                FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT),
                Linker.Option.firstVariadicArg(FIXED_PARAMETERS));
    }

    static int configure(long loop, int option) {
        Linking.ensure(Configure.class);
        try {
            return (int) Configure.HANDLE.invokeExact(loop, option);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }
}
