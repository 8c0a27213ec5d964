package io.juvloop.internal;

/// Whose loop it is: while running, the thread that runs it; otherwise the one that made it or ran it last.
///
/// The check is one comparison. A loop whose thread has ended may be claimed by another, as when a program
/// joins the thread that ran a loop and then closes it.
///
/// [#check] and [#isRunning] any thread; [#begin] by the thread that wants to run, [#end] by the one that ran.
final class LoopThread {
    private volatile Thread owner = Thread.currentThread();
    private volatile boolean running;

    /// Refuses every thread but the loop's.
    void check() {
        if (Thread.currentThread() != owner) {
            claimOrRefuse();
        }
    }

    private synchronized void claimOrRefuse() {
        if (running || owner.isAlive()) {
            throw new IllegalStateException(
                    "called on thread " + Thread.currentThread().getName() + ", but the loop belongs to thread "
                            + owner.getName() + "; use callSoonThreadsafe");
        }
        owner = Thread.currentThread();
    }

    /// Takes the loop over for a run or for closing it.
    ///
    /// @param refusal what to say if it is running
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

    boolean isRunning() {
        return running;
    }

    /// Whether the calling thread is the one that runs the loop now.
    boolean isCurrent() {
        return running && Thread.currentThread() == owner;
    }

    /// Whether the calling thread may use the loop while it is not running.
    boolean isOwnedByCaller() {
        return Thread.currentThread() == owner;
    }
}
