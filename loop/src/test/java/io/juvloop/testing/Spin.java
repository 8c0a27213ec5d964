package io.juvloop.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Uses time without releasing the thread.
public final class Spin {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Spin() {}

    /// Keeps the thread busy, as a slow callback does.
    public static void during(Duration duration) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < duration.toNanos()) {
            Thread.onSpinWait();
        }
    }

    /// Waits on a thread without a loop until another thread makes a condition true.
    public static void until(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new AssertionError("waited " + PATIENCE + " in vain");
            }
            Thread.onSpinWait();
        }
    }
}
