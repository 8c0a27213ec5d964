package io.juvloop.internal.watch;

import io.juvloop.ExceptionContext;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.jdk.ScopedContext;
import java.util.function.Consumer;

/// Calls a listener of a watch as everything of a user's is called: with the scoped values of where it was given,
/// measured in debug mode, and what it throws reported.
///
/// Loop thread only. Lives as long as the watch.
final class Told {
    private final LoopCore core;
    private final Object listener;
    private final Consumer<Runnable> context = ScopedContext.bind(Runnable::run);

    Told(LoopCore core, Object listener) {
        this.core = core;
        this.listener = listener;
    }

    /// @param watch whose listener it is
    /// @param call of one of the listener's methods
    void tell(Object watch, Runnable call) {
        long begin = core.beginMeasure(listener);
        try {
            context.accept(call);
        } catch (Throwable thrown) {
            core.failed(thrown, () -> ExceptionContext.of("the listener of the " + watch + " failed", thrown));
        }
        core.endMeasure(begin, listener);
    }
}
