package io.juvloop.sync;

import io.juvloop.Suspends;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.ListedWaiter;
import io.juvloop.internal.task.LoopBinding;
import io.juvloop.internal.task.WaiterList;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// A lock for tasks, held by one task at a time.
///
/// ```java
/// try (var _ = lock.hold()) {
///     // may wait here
/// }
/// ```
///
/// It does not record its holder: it is not reentrant, and any task or callback may release it.
///
/// Threads, fairness and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.Lock](https://docs.python.org/3.13/library/asyncio-sync.html#lock).
public final class Lock {
    private final LoopBinding binding = new LoopBinding();
    private final WaiterList waiters = new WaiterList();
    private final Hold hold = this::release;

    /// Greater than one only while the loop is being closed, see [#reacquire].
    private int holders;

    /// Creates a lock that is free.
    public Lock() {}

    /// Waits until the lock is free, and acquires it. asyncio's `acquire()`.
    ///
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then the lock is not
    ///   acquired
    /// @throws IllegalStateException outside a task of the loop
    @Suspends
    public void acquire() {
        boolean _ = acquireUntil(Deadline.NEVER);
    }

    /// Waits until the lock is free, for a limited time, and acquires it.
    ///
    /// @param timeout the longest time to wait
    /// @throws TimeoutException if the lock was not free in time
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then the lock is not
    ///   acquired
    /// @throws IllegalStateException outside a task of the loop
    @Suspends
    public void acquire(Duration timeout) throws TimeoutException {
        if (!acquireUntil(Deadline.after(timeout))) {
            throw Timeouts.expired(timeout, "a lock");
        }
    }

    /// Acquires the lock until the end of a `try` block. asyncio's `async with lock`.
    ///
    /// @return the hold, which releases it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then the lock is not
    ///   acquired
    /// @throws IllegalStateException outside a task of the loop
    @Suspends
    public Hold hold() {
        acquire();
        return hold;
    }

    /// Releases the lock, and wakes the first waiting task, which acquires it. asyncio's `release()`.
    ///
    /// @throws IllegalStateException if the lock is not locked
    public void release() {
        binding.require();
        if (holders == 0) {
            throw new IllegalStateException("the lock is not locked");
        }
        holders--;
        admit();
    }

    /// Whether a task holds the lock. Any thread. asyncio's `locked()`.
    ///
    /// @return false if it is free, also while the next task has yet to acquire it
    public boolean isLocked() {
        return holders > 0;
    }

    private boolean acquireUntil(long when) {
        binding.requireTask();
        if (isFree()) {
            holders = 1;
            return true;
        }
        try {
            boolean woken = waiters.await(when);
            if (woken) {
                holders = 1;
            }
            return woken;
        } finally {
            admit();
        }
    }

    private boolean isFree() {
        return holders == 0 && !waiters.isContended();
    }

    private void admit() {
        if (holders == 0 && waiters.promised() == 0) {
            boolean _ = waiters.wakeNext();
        }
    }

    /// Acquires the lock again for [Condition], even if the task is cancelled meanwhile; a cancellation is
    /// thrown afterwards. A loop that is being closed refuses to wait; then two tasks hold the lock, so that
    /// each of them can release it.
    void reacquire(boolean limited) {
        if (isFree()) {
            holders = 1;
            return;
        }
        ListedWaiter turn = waiters.addUncancellable();
        if (limited) {
            turn.limited();
        }
        try {
            boolean _ = waiters.await(turn, Deadline.NEVER);
        } finally {
            holders++;
        }
    }

    LoopBinding binding() {
        return binding;
    }

    @Override
    public String toString() {
        return "Lock[" + (isLocked() ? "locked" : "free") + ", waiting=" + waiters.waiting() + "]";
    }
}
