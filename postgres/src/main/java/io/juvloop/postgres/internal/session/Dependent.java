package io.juvloop.postgres.internal.session;

import io.juvloop.LoopFuture;
import org.jspecify.annotations.Nullable;

/// A future that is made of another one, and cancels that when it is cancelled.
///
/// Any thread, as every future.
///
/// @param <T> the type of the result
final class Dependent<T extends @Nullable Object> extends LoopFuture<T> {
    private final LoopFuture<?> source;

    /// Makes one that is not done.
    ///
    /// @param source the other one
    Dependent(LoopFuture<?> source) {
        super(source.loop());
        this.source = source;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            boolean _ = source.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }
}
