package io.juvloop.internal.watch;

import io.juvloop.ExceptionContext;
import io.juvloop.internal.ScopedContext;
import io.juvloop.internal.UvEventLoop;
import java.util.function.Consumer;

/// Calls a listener of a watch as everything of a user's is called: with the scoped values of where it was given,
/// measured in debug mode, and what it throws reported.
///
/// Loop thread only. Lives as long as the watch.
final class Told {
    private final UvEventLoop loop;
    private final Object listener;
    private final Consumer<Runnable> context = ScopedContext.bind(Runnable::run);

    Told(UvEventLoop loop, Object listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /// @param watch whose listener it is
    /// @param call of one of the listener's methods
    void tell(Object watch, Runnable call) {
        long begin = loop.beginMeasure(listener);
        try {
            context.accept(call);
        } catch (Throwable thrown) {
            loop.failed(thrown, () -> ExceptionContext.of("the listener of the " + watch + " failed", thrown));
        }
        loop.endMeasure(begin, listener);
    }
}
