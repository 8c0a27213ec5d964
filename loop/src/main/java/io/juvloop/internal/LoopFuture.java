package io.juvloop.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A future of one loop, which refuses to block that loop's own thread: nobody else could complete it.
///
/// Any thread. See [asyncio.Future](https://docs.python.org/3.13/library/asyncio-future.html).
final class LoopFuture<T> extends CompletableFuture<T> {
    private final UvEventLoop loop;
    private volatile @Nullable Runnable onCancel;

    LoopFuture(UvEventLoop loop) {
        this.loop = loop;
    }

    /// What to do on the loop's thread when somebody cancels this, on whichever thread.
    void onCancel(Runnable action) {
        onCancel = action;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        Runnable action = onCancel;
        if (action != null && isCancelled()) {
            onCancel = null;
            loop.runOnLoop(action);
        }
        return cancelled;
    }

    UvEventLoop loop() {
        return loop;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new LoopFuture<>(loop);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        refuseToBlock();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        refuseToBlock();
        return super.get(timeout, unit);
    }

    @Override
    public T join() {
        refuseToBlock();
        return super.join();
    }

    private void refuseToBlock() {
        if (!isDone() && loop.isCurrentThread()) {
            throw new IllegalStateException(
                    "waiting on the loop's own thread would never end; use thenAccept, or runUntilComplete outside");
        }
    }
}
