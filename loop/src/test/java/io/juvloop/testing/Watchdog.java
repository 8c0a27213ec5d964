package io.juvloop.testing;

import io.juvloop.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Ends a run that never ends: a thread that waits in `uv_run` cannot be interrupted, but can be woken for a
/// callback.
final class Watchdog {
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final CompletableFuture<Void> over = new CompletableFuture<>();

    Watchdog(EventLoop loop, Duration patience) {
        over.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        var _ = over.whenComplete((dismissed, timeout) -> {
            if (timeout != null && !loop.isClosed()) {
                loop.callSoonThreadsafe(() -> {
                    throw new RunsTooLong(patience);
                });
            }
        });
    }

    void dismiss() {
        over.complete(null);
    }

    /// An error that ends a run.
    @SuppressWarnings("serial")
    private static final class RunsTooLong extends Error {
        RunsTooLong(Duration patience) {
            super("the loop still ran after " + patience);
        }
    }
}
