package io.juvloop.postgres.internal.session;

import io.juvloop.LoopFuture;
import org.jspecify.annotations.Nullable;

/// A wait for what the server sends in the middle of an operation. When it is cancelled, with the task that waits,
/// the operation is cancelled on the server.
///
/// Any thread, as every future.
final class Wait extends LoopFuture<@Nullable Void> {
    private final Operation<?> operation;

    /// Makes one that is not done.
    ///
    /// @param operation is what is waited for
    Wait(Operation<?> operation) {
        super(operation.loop());
        this.operation = operation;
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
