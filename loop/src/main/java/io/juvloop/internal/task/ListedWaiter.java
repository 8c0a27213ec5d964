package io.juvloop.internal.task;

import org.jspecify.annotations.Nullable;

/// A wait with its place in a [WaiterList].
///
/// Loop thread only. Used once.
public final class ListedWaiter extends Waiter {
    final long ticket;
    private final boolean cancellable;

    @Nullable
    ListedWaiter previous;

    @Nullable
    ListedWaiter next;

    ListedWaiter(LoopTask<?> task, long ticket, boolean cancellable) {
        super(task);
        this.ticket = ticket;
        this.cancellable = cancellable;
    }

    @Override
    boolean isCancellable() {
        return cancellable;
    }

    /// A wait that is not cancellable continues; the request is delivered when it has been woken.
    @Override
    boolean cancel() {
        return cancellable && super.cancel();
    }
}
