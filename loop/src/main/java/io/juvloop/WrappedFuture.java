package io.juvloop;

import io.juvloop.internal.core.Stages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A future of other code as one of a loop: it completes as the other does, on the loop's thread, and
/// cancelling it cancels the other.
///
/// Any thread.
final class WrappedFuture<T extends @Nullable Object> extends LoopFuture<T> {
    private final Future<? extends T> source;

    private WrappedFuture(EventLoop loop, Future<? extends T> source) {
        super(loop);
        this.source = source;
    }

    static <T extends @Nullable Object> LoopFuture<T> ofStage(EventLoop loop, CompletionStage<T> stage) {
        CompletableFuture<T> future = Futures.ofLoop(loop, stage);
        if (future instanceof LoopFuture<T> ours) {
            return ours;
        }
        WrappedFuture<T> wrapped = new WrappedFuture<>(loop, future);
        Runnable end = Stages.whenDone(
                future, () -> wrapped.onLoop(() -> Outcome.<T>of(future).completes(wrapped)));
        wrapped.addDoneCallback(_ -> end.run());
        return wrapped;
    }

    /// A thread of the default executor waits for a future that has no callbacks.
    static <T extends @Nullable Object> LoopFuture<T> of(EventLoop loop, Future<T> future) {
        if (future instanceof CompletionStage<?>) {
            @SuppressWarnings("unchecked") // both have type T
            CompletionStage<T> stage = (CompletionStage<T>) future;
            return ofStage(loop, stage);
        }
        WrappedFuture<T> wrapped = new WrappedFuture<>(loop, future);
        CompletableFuture<Outcome<T>> waiting = loop.runInExecutor(null, () -> outcome(future));
        var _ = waiting.whenComplete((outcome, failure) -> {
            Outcome<T> end = outcome == null ? new Outcome<>(null, failure) : outcome;
            end.completes(wrapped);
        });
        return wrapped;
    }

    private static <T extends @Nullable Object> Outcome<T> outcome(Future<T> future) {
        try {
            return new Outcome<>(future.get(), null);
        } catch (ExecutionException failed) {
            return new Outcome<>(null, failed.getCause());
        } catch (Throwable thrown) {
            return new Outcome<>(null, thrown);
        }
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
