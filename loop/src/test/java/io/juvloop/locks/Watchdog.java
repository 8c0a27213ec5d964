package io.juvloop.locks;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits on the test's own thread for what must happen soon. If it does not, the test fails with the stacks of all
/// platform threads, and of those virtual threads that the watchdog was shown: no tool sees a deadlock whose
/// parties wait for a carrier.
///
/// Any thread. `-Djuvloop.locks.patience` sets the seconds it waits, 10 at first.
final class Watchdog {
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("juvloop.locks.patience", 10));
    private static final long STEP_NANOS = 50_000;

    private final Collection<Thread> shown = new ConcurrentLinkedQueue<>();
    private volatile boolean barked;

    /// A thread whose stack is wanted if something hangs.
    void show(Thread thread) {
        shown.add(thread);
    }

    /// Waits, and fails if it takes too long.
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

    /// Whether something took too long before.
    boolean hasBarked() {
        return barked;
    }
}
