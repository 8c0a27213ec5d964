package io.juvloop.locks;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// A gate where a callback waits until the test has finished its own actions.
///
/// Any thread.
final class Gate {
    private final LoopElsewhere there;
    private final Semaphore passes = new Semaphore(0);
    private final AtomicInteger passed = new AtomicInteger();

    Gate(LoopElsewhere there) {
        this.there = there;
    }

    /// Waits at the gate, on the loop's side.
    void pass() {
        there.watchdog().show(Thread.currentThread());
        passes.acquireUninterruptibly();
        passed.incrementAndGet();
    }

    /// Waits at the gate, interruptibly.
    void passUnlessInterrupted() throws InterruptedException {
        there.watchdog().show(Thread.currentThread());
        passes.acquire();
        passed.incrementAndGet();
    }

    /// Runs an action on the test's side while a callback waits, and then opens the gate.
    void whileSomebodyWaits(Runnable meanwhile) {
        there.until("somebody who waits at the gate", this::isWaitedAt);
        int before = passed.get();
        try {
            meanwhile.run();
        } finally {
            passes.release();
        }
        there.until("the pass", () -> passed.get() > before);
    }

    boolean isWaitedAt() {
        return passes.hasQueuedThreads();
    }
}
