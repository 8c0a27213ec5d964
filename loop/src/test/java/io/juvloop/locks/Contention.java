package io.juvloop.locks;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Tasks, callbacks and other threads that run the same action at the same time, a number of times each. Where
/// no user can hold a lock on purpose, they contend by their number: there are more threads than processors,
/// so that one of them is sometimes preempted while it holds the lock.
final class Contention {
    private static final int THREADS = Runtime.getRuntime().availableProcessors() + 1;
    private static final int TASKS = 4;

    /// How much faster threads are that need not wait for iterations.
    private static final int QUICKNESS = 4;

    /// How much slower tasks are in the portable mode.
    private static final int SLOWNESS = 10;

    private static final long BETWEEN_COLLECTIONS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final LoopElsewhere there;
    private final int times;
    private final Runnable action;
    private final CountDownLatch ended = new CountDownLatch(THREADS + TASKS + 1);

    private Contention(LoopElsewhere there, int times, Runnable action) {
        this.there = there;
        this.times = times;
        this.action = action;
    }

    /// Runs the action that many times in each of them, more often in threads and less often in the portable
    /// mode, and waits for the end while the garbage collector runs repeatedly.
    ///
    /// @return the number of runs
    static int run(LoopElsewhere there, int times, Runnable action) {
        Contention contention = start(there, times, action);
        contention.awaitEnd();
        return contention.size();
    }

    /// Starts them without waiting.
    static Contention start(LoopElsewhere there, int times, Runnable action) {
        Contention contention = new Contention(there, there.isFast() ? times : times / SLOWNESS, action);
        there.run(contention::beginOnLoop);
        for (int i = 0; i < THREADS; i++) {
            Thread.ofPlatform().daemon().name("contender-" + i).start(contention::onThread);
        }
        return contention;
    }

    /// The total number of runs.
    int size() {
        return times * (THREADS * QUICKNESS + TASKS + 1);
    }

    void awaitEnd() {
        there.until("the end of a contention", () -> {
            collectGarbage();
            return ended.getCount() == 0;
        });
    }

    /// Collects garbage, and then lets the other users run for a while.
    static void collectGarbage() {
        System.gc();
        LockSupport.parkNanos(BETWEEN_COLLECTIONS_NANOS);
    }

    private void beginOnLoop() {
        EventLoop loop = there.loop();
        for (int i = 0; i < TASKS; i++) {
            Task<Void> _ = loop.createTask(this::inTask);
        }
        loop.callSoon(() -> inCallback(times));
    }

    private void onThread() {
        for (int i = 0; i < times * QUICKNESS; i++) {
            action.run();
        }
        ended.countDown();
    }

    private void inTask() {
        there.watchdog().show(Thread.currentThread());
        for (int i = 0; i < times; i++) {
            action.run();
            Async.sleep(Duration.ZERO);
        }
        ended.countDown();
    }

    private void inCallback(int left) {
        action.run();
        if (left > 1) {
            there.loop().callSoon(() -> inCallback(left - 1));
        } else {
            ended.countDown();
        }
    }
}
