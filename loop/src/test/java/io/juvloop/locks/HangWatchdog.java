package io.juvloop.locks;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits on the test's own thread for a condition that must hold soon. Otherwise the test fails with the stacks
/// of all platform threads, and of the virtual threads that were registered: no tool detects a deadlock whose
/// users wait for a carrier.
///
/// Any thread. `-Djuvloop.locks.patience` sets the seconds that it waits, initially 10.
final class HangWatchdog {
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("juvloop.locks.patience", 10));
    private static final long STEP_NANOS = 50_000;

    private final Collection<Thread> shown = new ConcurrentLinkedQueue<>();
    private volatile boolean barked;

    /// Registers a thread whose stack is printed if a wait hangs.
    void show(Thread thread) {
        shown.add(thread);
    }

    /// Waits, and fails if the wait takes too long.
    void until(String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (barked) {
                throw new AssertionError("no " + what + ", as something hangs");
            }
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                barked = true;
                throw new AssertionError(
                        "waited " + PATIENCE.toSeconds() + " s in vain for " + what + "\n" + Stacks.of(shown));
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    /// Whether a wait took too long before.
    boolean hasBarked() {
        return barked;
    }
}
