package io.juvloop.benchmarks.query;

import java.util.concurrent.CompletableFuture;

/// Keeps a number of operations of an asynchronous driver in flight: when one is done, the next one starts in its
/// lane, until the span is over.
///
/// One thread: that of the driver's loop.
final class Lanes {
    private final LoadSpan span;
    private final CompletableFuture<LoadSpan> over = new CompletableFuture<>();
    private int running;

    /// Starts an operation, which later calls one of the lane's methods.
    @FunctionalInterface
    interface Operation {
        void start(Lane lane);
    }

    Lanes(LoadSpan span) {
        this.span = span;
    }

    /// Starts a lane.
    void add(Operation operation) {
        running++;
        new Lane(operation).next();
    }

    /// Completes when every lane has ended, or with the first failure.
    CompletableFuture<LoadSpan> over() {
        return over;
    }

    /// One operation after the other.
    final class Lane {
        private final Operation operation;
        private long begun;

        private Lane(Operation operation) {
            this.operation = operation;
        }

        private void next() {
            begun = System.nanoTime();
            operation.start(this);
        }

        /// Takes the answer of an operation.
        void done(long rows, long sum) {
            try {
                span.count(begun, rows, sum);
            } catch (IllegalStateException wrong) {
                failed(wrong);
                return;
            }
            if (!span.isOver()) {
                next();
            } else if (--running == 0) {
                over.complete(span);
            }
        }

        void failed(Throwable reason) {
            over.completeExceptionally(reason);
        }
    }
}
