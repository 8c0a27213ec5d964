package io.juvloop.internal.core;

import org.jspecify.annotations.Nullable;

/// The thread that owns a loop: while running, the thread that runs it; otherwise the one that created it or
/// ran it last.
///
/// The check is one comparison. If the owning thread has ended, another may claim the loop, for example a
/// program that joins the thread of a loop and then closes the loop.
///
/// [#check] and [#isRunning] any thread; [#begin] by the thread that wants to run, [#end] by the one that ran.
public final class LoopThread {
    private volatile Thread owner = Thread.currentThread();
    private volatile boolean running;

    /// The thread of the task that runs now, while the loop's own thread waits for it or carries it. Not
    /// volatile: a task's thread compares this field with itself, and the field was set before that thread ran;
    /// no other thread can find itself here.
    private @Nullable Thread guest;

    /// Throws if the calling thread is not the loop's.
    void check() {
        Thread caller = Thread.currentThread();
        if (caller != owner && caller != guest) {
            claimOrRefuse();
        }
    }

    /// Sets which thread runs, which the loop's thread does before and after each step.
    ///
    /// @param task the thread of a task, or null for the loop's own
    public void enter(@Nullable Thread task) {
        guest = task;
    }

    private synchronized void claimOrRefuse() {
        if (running || owner.isAlive()) {
            throw new IllegalStateException(
                    "called on thread " + Thread.currentThread().getName() + ", but the loop belongs to thread "
                            + owner.getName() + "; use callSoonThreadsafe");
        }
        owner = Thread.currentThread();
    }

    /// Claims the loop for a run or for closing it.
    ///
    /// @param refusal the message if the loop is running
    synchronized void begin(String refusal) {
        if (running) {
            throw new IllegalStateException(refusal);
        }
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a loop runs on a platform thread: an upcall would pin the carrier");
        }
        owner = Thread.currentThread();
        running = true;
    }

    synchronized void end() {
        running = false;
    }

    public Thread owner() {
        return owner;
    }

    public boolean isRunning() {
        return running;
    }

    /// Whether the calling thread is the one that runs the loop now.
    public boolean isCurrent() {
        Thread caller = Thread.currentThread();
        return running && (caller == owner || caller == guest);
    }

    /// Whether the calling thread may use the loop while it is not running.
    public boolean isOwnedByCaller() {
        return Thread.currentThread() == owner;
    }
}
