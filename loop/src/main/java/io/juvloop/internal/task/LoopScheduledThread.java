package io.juvloop.internal.task;

import io.juvloop.internal.jdk.JdkInternals;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A virtual thread whose scheduler is the loop: its continuation runs on the loop's thread, mounted in a step
/// of the task. Parking the thread, by our code or the JDK's, ends the step; [#unpark] schedules the next one, and so
/// does [#execute], which the JDK calls when any thread unparks it.
///
/// See [TaskThread] for the thread rules; [#execute] any thread.
final class LoopScheduledThread extends TaskThread implements Executor {
    private final LoopTask<?> task;
    private final Thread thread;
    private @Nullable Runnable continuation;
    private boolean inPlace;
    private long mounts;

    LoopScheduledThread(LoopTask<?> task) {
        this.task = task;
        this.thread = JdkInternals.newVirtualThread(this, task.name(), task::run);
    }

    @Override
    Thread thread() {
        return thread;
    }

    /// The JDK reports that a thread can continue. Threads that the task itself starts inherit this scheduler;
    /// they are passed to the default scheduler of virtual threads, or they would run on the loop's thread too.
    @Override
    public void execute(Runnable runnable) {
        if (continuation == null) {
            continuation = runnable;
        } else if (!runnable.equals(continuation)) {
            JdkInternals.defaultScheduler().execute(runnable);
        } else if (!(inPlace && task.isOnLoopThread())) {
            task.becameReady();
        }
    }

    @Override
    void resume() {
        if (continuation == null) {
            thread.start();
        }
        Runnable step = continuation;
        if (step != null) {
            mounts++;
            step.run();
        }
    }

    @Override
    void park() {
        task.core().keepInterrupt();
        if (!JdkInternals.park(thread)) {
            throw pinned();
        }
    }

    private IllegalStateException pinned() {
        return new IllegalStateException(task + " cannot wait here: a class initializer or native code on its stack"
                + " keeps it on the loop's thread, which would wait for ever");
    }

    /// If an error ends this after the thread was taken for scheduled, nothing else would run it; a step too many does
    /// nothing.
    @Override
    void unpark() {
        try {
            if (JdkInternals.makeRunnable(thread)) {
                task.becameReady();
            } else {
                LockSupport.unpark(thread);
            }
        } catch (Throwable thrown) {
            task.becameReady();
            throw thrown;
        }
    }

    @Override
    void unparkInPlace() {
        if (JdkInternals.makeRunnable(thread)) {
            return;
        }
        inPlace = true;
        try {
            LockSupport.unpark(thread);
        } finally {
            inPlace = false;
        }
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // the scheduler is this class
    void yieldNow() {
        long before = mounts;
        Thread.yield();
        if (mounts == before) {
            throw pinned();
        }
    }
}
