package io.juvloop;

import io.juvloop.internal.core.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// When a time from now is, and what a deadline that has passed already does.
///
/// Loop thread only.
final class Deadlines {
    private Deadlines() {}

    /// The end of some time from now.
    ///
    /// @return [Timeout#NEVER] for null and for what is longer than the clock can count
    static long after(EventLoop loop, @Nullable Duration delay) {
        return delay == null ? Timeout.NEVER : Deadline.after(loop.time(), delay);
    }

    /// The result of what is done; otherwise cancels it and waits for its end, without being taken for it: if
    /// this task is cancelled meanwhile, that ends the wait.
    static <T extends @Nullable Object> T endNow(EventLoop loop, CompletionStage<T> stage) throws TimeoutException {
        CompletableFuture<T> future = Futures.ofLoop(loop, stage);
        if (!future.isDone()) {
            LoopFuture<Void> gate = loop.createFuture();
            Completions completions = new Completions(loop, _ -> gate.complete(null));
            completions.watch(future);
            try {
                future.cancel(true);
                loop.await(gate);
            } finally {
                completions.forget();
            }
            if (future.isCancelled()) {
                TimeoutException late = new TimeoutException("there was no time to wait");
                late.initCause(Outcome.of(future).exception());
                throw late;
            }
        }
        return loop.await(future);
    }
}
