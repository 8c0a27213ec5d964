package io.juvloop.internal.task;

import io.juvloop.LoopFuture;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.spi.Wakeup;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A wait for a future. To cancel it is to cancel the future, whose end then ends the wait, as in asyncio: a task
/// that is waited for may still clean up, or refuse.
///
/// Loop thread only; the future may be completed on any.
final class FutureWaiter extends Waiter {
    private final CompletableFuture<?> future;

    FutureWaiter(LoopTask<?> task, CompletableFuture<?> future) {
        super(task);
        this.future = future;
    }

    /// Has the future wake the task, after others who began to wait for it before.
    void begin() {
        if (future instanceof LoopFuture<?> ours) {
            wakeFrom(ours);
        } else {
            var _ = future.whenComplete((result, failure) -> done());
        }
    }

    private <T extends @Nullable Object> void wakeFrom(LoopFuture<T> ours) {
        Wakeup<T> wakeup = future -> done();
        ours.addDoneCallback(wakeup);
    }

    private void done() {
        LoopCore core = task.core();
        if (core.isCurrentThread()) {
            wake();
        } else {
            core.runOnLoop(this::wake);
        }
    }

    @Override
    boolean cancel() {
        return !future.isDone() && future.cancel(true);
    }

    @Override
    boolean isCancelled() {
        return future.isCancelled();
    }
}
