package io.juvloop.streams;

import io.juvloop.Async;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits in a task, iteration by iteration.
final class Patience {
    private static final long LIMIT_NANOS = 10_000_000_000L;

    private Patience() {}

    /// Waits for a condition, and fails if it does not hold within ten seconds.
    static void until(String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > LIMIT_NANOS) {
                throw new AssertionError("waited in vain for " + what);
            }
            Async.sleep(Duration.ofMillis(1));
        }
    }

    /// Yields a number of times.
    static void turns(int count) {
        for (int i = 0; i < count; i++) {
            Async.sleep(Duration.ZERO);
        }
    }
}
