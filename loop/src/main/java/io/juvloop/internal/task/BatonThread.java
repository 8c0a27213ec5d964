package io.juvloop.internal.task;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// An ordinary virtual thread that makes the loop's thread wait while it runs: a baton is handed back and
/// forth, and the thread that has it owns the loop.
///
/// Only [#park] and [#yieldNow] hand the baton back. Any other wait keeps it, and so blocks the loop.
///
/// See [TaskThread] for the thread rules.
final class BatonThread extends TaskThread {
    private final LoopTask<?> task;
    private final Thread thread;
    private @Nullable Thread loopThread;
    private boolean begun;
    private boolean ended;
    private volatile boolean taskHasBaton;

    BatonThread(LoopTask<?> task) {
        this.task = task;
        this.thread = Thread.ofVirtual().name(task.name()).unstarted(this::run);
    }

    private void run() {
        try {
            task.run();
        } finally {
            ended = true;
            giveBack();
        }
    }

    @Override
    Thread thread() {
        return thread;
    }

    @Override
    void resume() {
        if (ended) {
            return;
        }
        loopThread = Thread.currentThread();
        taskHasBaton = true;
        if (begun) {
            LockSupport.unpark(thread);
        } else {
            begun = true;
            thread.start();
        }
        waitUntil(false);
    }

    private void giveBack() {
        taskHasBaton = false;
        LockSupport.unpark(loopThread);
    }

    /// An interrupt does not end the wait for the baton; it is kept for the next owner.
    private void waitUntil(boolean taskHasIt) {
        boolean interrupted = false;
        while (taskHasBaton != taskHasIt) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    void park() {
        giveBack();
        waitUntil(true);
    }

    @Override
    void unpark() {
        task.becameReady();
    }

    @Override
    void unparkInPlace() {
        // resume hands over the baton, which is all that the thread waits for
    }

    @Override
    void yieldNow() {
        task.becameReady();
        park();
    }
}
