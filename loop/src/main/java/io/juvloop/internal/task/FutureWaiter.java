package io.juvloop.internal.task;

import io.juvloop.LoopFuture;
import io.juvloop.internal.core.LoopKernel;
import io.juvloop.spi.Wakeup;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A wait for a future. Cancelling the wait cancels the future, whose completion then ends the wait, as in
/// asyncio: a task that is awaited may still clean up, or refuse.
///
/// It is itself what the future calls, once, and a wait that the future has ended is used for the next one: so
/// waiting allocates nothing.
///
/// Loop thread only; the future may be completed on any.
final class FutureWaiter extends Waiter implements Wakeup<@Nullable Object> {
    private static final CompletableFuture<?> NONE = new CompletableFuture<>();

    private CompletableFuture<?> future;

    FutureWaiter(LoopTask<?> task, CompletableFuture<?> future) {
        super(task);
        this.future = future;
    }

    /// Lets go of the future, which is done.
    void forget() {
        future = NONE;
    }

    /// Makes it a wait for another future.
    void renew(CompletableFuture<?> next) {
        renew();
        future = next;
    }

    /// Lets the future wake the task, after the tasks that began to wait for it before.
    @SuppressWarnings("unchecked") // it does not look at what the future has
    void begin() {
        if (future instanceof LoopFuture<?> ours) {
            ((LoopFuture<@Nullable Object>) ours).addDoneCallback(this);
        } else {
            var _ = future.whenComplete((result, failure) -> done());
        }
    }

    @Override
    public void accept(LoopFuture<@Nullable Object> done) {
        done();
    }

    private void done() {
        LoopKernel core = task.core();
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
