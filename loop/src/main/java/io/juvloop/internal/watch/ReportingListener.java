package io.juvloop.internal.watch;

import io.juvloop.ExceptionContext;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.jdk.ScopedContext;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Calls a watch's listener like any code of the user's: with the scoped values of its registration, measured
/// in debug mode, and with its exceptions reported.
///
/// Loop thread only. Lives as long as the watch.
final class ReportingListener {
    private final LoopCore core;
    private final Object listener;
    private final Consumer<Runnable> context = ScopedContext.bind(Runnable::run);

    ReportingListener(LoopCore core, Object listener) {
        this.core = core;
        this.listener = listener;
    }

    /// Makes a call. An error that comes before it has begun is thrown.
    ///
    /// @param watch the listener's watch
    /// @param method the call of one of the listener's methods
    /// @param hasBegun whether the listener has been called
    void call(Object watch, Runnable method, BooleanSupplier hasBegun) {
        long begin = core.beginMeasure(listener);
        try {
            context.accept(method);
        } catch (Throwable thrown) {
            if (!hasBegun.getAsBoolean()) {
                throw thrown;
            }
            core.failed(thrown, () -> ExceptionContext.of("the listener of the " + watch + " failed", thrown));
        }
        core.endMeasure(begin, listener);
    }
}
