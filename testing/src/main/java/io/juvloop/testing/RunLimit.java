package io.juvloop.testing;

import io.juvloop.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Ends a run that never ends: a thread that waits in C cannot be interrupted, but it can be called back.
///
/// Any thread. Lives as long as a test.
final class RunLimit {
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final CompletableFuture<Void> over = new CompletableFuture<>();

    RunLimit(EventLoop loop, Duration patience) {
        var _ = over.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        var _ = over.whenComplete((_, timeout) -> {
            if (timeout != null && !loop.isClosed()) {
                var _ = loop.callSoonThreadsafe(() -> {
                    throw new RunsTooLong(patience);
                });
            }
        });
    }

    void dismiss() {
        over.complete(null);
    }

    /// Of the class of errors that end a run.
    private static final class RunsTooLong extends Error {
        private static final long serialVersionUID = 1;

        RunsTooLong(Duration patience) {
            super("the loop still ran after " + patience);
        }
    }
}
