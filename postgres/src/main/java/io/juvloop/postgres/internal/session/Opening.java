package io.juvloop.postgres.internal.session;

import io.juvloop.LoopFuture;
import io.juvloop.postgres.internal.base.Outcomes;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The future of an object that stands for an operation which the server has agreed to. When it is cancelled before,
/// the operation is.
///
/// Any thread, as every future.
///
/// @param <T> the type of the object
final class Opening<T> extends LoopFuture<T> {
    private final Operation<?> operation;

    /// Makes one that is not done.
    ///
    /// @param <S> the type of what the server says
    /// @param operation one that was not started
    /// @param opened done when the server has agreed
    /// @param make makes the object
    <S extends @Nullable Object> Opening(Operation<?> operation, LoopFuture<S> opened, Function<S, T> make) {
        super(operation.loop());
        this.operation = operation;
        var _ = opened.whenComplete((said, failure) -> {
            if (failure == null) {
                complete(make.apply(said));
            } else {
                completeExceptionally(Outcomes.unwrapped(failure));
            }
        });
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            boolean _ = operation.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }
}
