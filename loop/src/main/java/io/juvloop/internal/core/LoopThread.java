package io.juvloop.internal.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The thread that owns a loop: while running, the thread that runs it; otherwise the one that created it or
/// ran it last.
///
/// The check is one comparison. If the owning thread has ended, another may claim the loop, for example a
/// program that joins the thread of a loop and then closes the loop.
///
/// There is no lock: the thread that carries tasks begins and ends the run here, and a task that asks for another
/// loop could be ahead of it in the queue of a lock.
///
/// [#check] and [#isRunning] any thread; [#begin] by the thread that wants to run, [#end] by the one that ran.
public final class LoopThread {
    private static final VarHandle OWNER;
    private static final VarHandle CLAIMED;

    static {
        try {
            OWNER = MethodHandles.lookup().findVarHandle(LoopThread.class, "owner", Thread.class);
            CLAIMED = MethodHandles.lookup().findVarHandle(LoopThread.class, "claimed", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("no such field", impossible);
        }
    }

    private volatile Thread owner = Thread.currentThread();
    private volatile boolean running;

    /// Whether a thread is about to run the loop or runs it. It becomes the owner in between, so that the former owner
    /// never takes the run for its own.
    private volatile boolean claimed;

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

    /// Of several claims and the begin of a run one wins, because each claim must find the owner that has ended.
    private void claimOrRefuse() {
        Thread caller = Thread.currentThread();
        Thread before = owner;
        if (claimed || before.isAlive() || !OWNER.compareAndSet(this, before, caller)) {
            throw new IllegalStateException("called on thread " + caller.getName() + ", but the loop belongs to thread "
                    + owner.getName() + "; use callSoonThreadsafe");
        }
    }

    /// Claims the loop for a run or for closing it.
    ///
    /// @param refusal the message if the loop is running
    void begin(String refusal) {
        Thread caller = Thread.currentThread();
        if (claimed) {
            throw new IllegalStateException(refusal);
        }
        if (caller.isVirtual()) {
            throw new IllegalStateException("a loop runs on a platform thread: an upcall would pin the carrier");
        }
        if (!CLAIMED.compareAndSet(this, false, true)) {
            throw new IllegalStateException(refusal);
        }
        owner = caller;
        running = true;
    }

    void end() {
        running = false;
        claimed = false;
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
