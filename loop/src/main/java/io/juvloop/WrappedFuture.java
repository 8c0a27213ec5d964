package io.juvloop;

import io.juvloop.internal.jdk.Failures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// A future of somebody else's as one of a loop: it ends as the other ends, on the loop's thread, and to cancel
/// it is to cancel the other.
///
/// Any thread.
final class WrappedFuture<T> extends LoopFuture<T> {
    private final Future<? extends T> source;

    private WrappedFuture(EventLoop loop, Future<? extends T> source) {
        super(loop);
        this.source = source;
    }

    static <T> LoopFuture<T> ofStage(EventLoop loop, CompletionStage<T> stage) {
        CompletableFuture<T> future = Futures.ofLoop(loop, stage);
        if (future instanceof LoopFuture<T> ours) {
            return ours;
        }
        WrappedFuture<T> wrapped = new WrappedFuture<>(loop, future);
        var _ = future.whenComplete(
                (result, failure) -> wrapped.onLoop(() -> Outcome.<T>of(future).completes(wrapped)));
        return wrapped;
    }

    /// One that cannot call back is waited for by a thread of the default executor.
    static <T> LoopFuture<T> of(EventLoop loop, Future<T> future) {
        if (future instanceof CompletionStage<?>) {
            @SuppressWarnings("unchecked") // both are of T
            CompletionStage<T> stage = (CompletionStage<T>) future;
            return ofStage(loop, stage);
        }
        WrappedFuture<T> wrapped = new WrappedFuture<>(loop, future);
        CompletableFuture<T> waiting = loop.runInExecutor(null, () -> {
            try {
                return future.get();
            } catch (ExecutionException failed) {
                throw Failures.<RuntimeException>asIs(failed.getCause());
            }
        });
        var _ = waiting.whenComplete((result, failure) -> Outcome.<T>of(waiting).completes(wrapped));
        return wrapped;
    }

    private void onLoop(Runnable action) {
        if (!loop().isClosed()) {
            loop().callSoonThreadsafe(action);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            source.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }
}
