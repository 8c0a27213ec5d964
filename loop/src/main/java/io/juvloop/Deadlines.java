package io.juvloop;

import io.juvloop.internal.core.Deadline;
import io.juvloop.spi.RunningLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Computes deadlines from durations, and handles deadlines that have already passed.
///
/// Loop thread only.
final class Deadlines {
    private Deadlines() {}

    /// The deadline after a duration from now.
    ///
    /// @return [Timeout#NEVER] for null and for a duration too long for the clock
    static long after(EventLoop loop, @Nullable Duration delay) {
        return delay == null ? Timeout.NEVER : Deadline.after(loop.time(), delay);
    }

    /// Returns the result of a stage that is done; otherwise cancels it and waits for its end. If this task is
    /// cancelled meanwhile, the wait ends, and the cancellation is not mistaken for the stage's.
    static <T extends @Nullable Object> T endNow(EventLoop loop, CompletionStage<T> stage) throws TimeoutException {
        CompletableFuture<T> future = Futures.ofLoop(loop, stage);
        if (!future.isDone()) {
            LoopFuture<Void> gate = loop.createFuture();
            Completions completions = new Completions(loop, _ -> gate.complete(null));
            completions.watch(future);
            try {
                future.cancel(true);
                var _ = RunningLoop.requireEngine().await(gate);
            } finally {
                completions.forget();
            }
            if (future.isCancelled()) {
                TimeoutException late = new TimeoutException("there was no time to wait");
                late.initCause(Outcome.of(future).exception());
                throw late;
            }
        }
        return RunningLoop.requireEngine().await(future);
    }
}
