package io.juvloop.locks;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Tasks, callbacks and other threads that run the same action at the same time, a number of times each. Where
/// no party can hold a lock on purpose, they contend by their number: there are more threads than processors,
/// so that one of them is sometimes preempted while it holds the lock.
final class Throng {
    private static final int THREADS = Runtime.getRuntime().availableProcessors() + 1;
    private static final int TASKS = 4;

    /// How much faster threads are that need not wait for iterations.
    private static final int QUICKNESS = 4;

    /// How much slower tasks are in the portable mode.
    private static final int SLOWNESS = 10;

    private static final long BETWEEN_COLLECTIONS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final LoopElsewhere there;
    private final int times;
    private final Runnable deed;
    private final CountDownLatch ended = new CountDownLatch(THREADS + TASKS + 1);

    private Throng(LoopElsewhere there, int times, Runnable deed) {
        this.there = there;
        this.times = times;
        this.deed = deed;
    }

    /// Runs the action that many times in each party, more often in threads and less often in the portable
    /// mode, and waits for the end while the garbage collector runs repeatedly.
    ///
    /// @return the number of runs
    static int press(LoopElsewhere there, int times, Runnable deed) {
        Throng throng = gather(there, times, deed);
        throng.awaitEnd();
        return throng.size();
    }

    /// Starts the parties without waiting.
    static Throng gather(LoopElsewhere there, int times, Runnable deed) {
        Throng throng = new Throng(there, there.isFast() ? times : times / SLOWNESS, deed);
        there.run(throng::beginOnLoop);
        for (int i = 0; i < THREADS; i++) {
            Thread.ofPlatform().daemon().name("in-the-throng-" + i).start(throng::onThread);
        }
        return throng;
    }

    /// The total number of runs.
    int size() {
        return times * (THREADS * QUICKNESS + TASKS + 1);
    }

    void awaitEnd() {
        there.until("the end of a throng", () -> {
            collectGarbage();
            return ended.getCount() == 0;
        });
    }

    /// Collects garbage, and then lets the other parties run for a while.
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
            deed.run();
        }
        ended.countDown();
    }

    private void inTask() {
        there.watchdog().show(Thread.currentThread());
        for (int i = 0; i < times; i++) {
            deed.run();
            Async.sleep(Duration.ZERO);
        }
        ended.countDown();
    }

    private void inCallback(int left) {
        deed.run();
        if (left > 1) {
            there.loop().callSoon(() -> inCallback(left - 1));
        } else {
            ended.countDown();
        }
    }
}
