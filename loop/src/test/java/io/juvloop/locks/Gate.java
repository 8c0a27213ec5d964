package io.juvloop.locks;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// What a callback waits at until the test has done what it wants to do meanwhile.
///
/// Any thread.
final class Gate {
    private final LoopElsewhere there;
    private final Semaphore passes = new Semaphore(0);
    private final AtomicInteger passed = new AtomicInteger();

    Gate(LoopElsewhere there) {
        this.there = there;
    }

    /// Waits, on the loop's side.
    void pass() {
        there.watchdog().show(Thread.currentThread());
        passes.acquireUninterruptibly();
        passed.incrementAndGet();
    }

    /// Waits, and can be interrupted.
    void passUnlessInterrupted() throws InterruptedException {
        there.watchdog().show(Thread.currentThread());
        passes.acquire();
        passed.incrementAndGet();
    }

    /// Does something on the test's side while somebody waits, and then lets that one pass.
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
