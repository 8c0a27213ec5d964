package io.juvloop.structured;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.Turns;
import java.time.Duration;

/// Waits of tasks under test: short ones, and those that only a cancellation ends in time; and failures.
final class Naps {
    static final Duration SHORT = Duration.ofMillis(20);
    static final Duration LONG = Duration.ofSeconds(100);

    private Naps() {}

    static void shortly() {
        Async.sleep(SHORT);
    }

    static void forLong() {
        Async.sleep(LONG);
    }

    /// One iteration of the loop.
    static void turn() {
        Async.sleep(Duration.ZERO);
    }

    /// Throws.
    static void fail(RuntimeException failure) {
        throw failure;
    }

    /// Cancels a task that has had time to begin its wait.
    static void cancelInItsWait(EventLoop loop, Task<?> task) {
        Turns.many(loop, 5);
        task.cancel();
    }

    /// Sleeps on through every cancellation.
    static <T> T unwilling(T result) {
        try {
            forLong();
        } catch (Throwable asked) {
            return result;
        }
        throw new AssertionError("nobody asked");
    }
}
