package io.juvloop.sync;

import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.ListedWaiter;
import io.juvloop.internal.task.LoopBinding;
import io.juvloop.internal.task.WaiterList;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// Lets one task at a time into what several stretches of it have to do undisturbed.
///
/// ```java
/// try (var _ = lock.hold()) {
///     // may wait here
/// }
/// ```
///
/// It does not remember who holds it: it is not reentrant, and any task or callback may release it.
///
/// Threads, fairness and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.Lock](https://docs.python.org/3.13/library/asyncio-sync.html#lock).
public final class Lock {
    private final LoopBinding binding = new LoopBinding();
    private final WaiterList waiters = new WaiterList();
    private final Hold hold = this::release;

    /// More than one only while the loop is being closed, see [#reacquire].
    private int holders;

    /// Makes a lock that is free.
    public Lock() {}

    /// Waits until it is free, and takes it. asyncio's `acquire()`.
    ///
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then it was not taken
    /// @throws IllegalStateException outside a task of the loop
    public void acquire() {
        boolean _ = acquireUntil(Deadline.NEVER);
    }

    /// Waits until it is free, and takes it.
    ///
    /// @param timeout how long to wait at most
    /// @throws TimeoutException if it was not free in time
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then it was not taken
    /// @throws IllegalStateException outside a task of the loop
    public void acquire(Duration timeout) throws TimeoutException {
        if (!acquireUntil(Deadline.after(timeout))) {
            throw Timeouts.expired(timeout, "a lock");
        }
    }

    /// Acquires it until the end of a `try` block. asyncio's `async with lock`.
    ///
    /// @return what releases it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then it was not taken
    /// @throws IllegalStateException outside a task of the loop
    public Hold hold() {
        acquire();
        return hold;
    }

    /// Acquires it until the end of a `try` block.
    ///
    /// @param timeout how long to wait at most
    /// @return what releases it
    /// @throws TimeoutException if it was not free in time
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then it was not taken
    /// @throws IllegalStateException outside a task of the loop
    public Hold hold(Duration timeout) throws TimeoutException {
        acquire(timeout);
        return hold;
    }

    /// Gives it back, and has the first task that waits take it in its turn. asyncio's `release()`.
    ///
    /// @throws IllegalStateException if it is not locked
    public void release() {
        binding.require();
        if (holders == 0) {
            throw new IllegalStateException("the lock is not locked");
        }
        holders--;
        admit();
    }

    /// Whether a task has it. Any thread. asyncio's `locked()`.
    ///
    /// @return false if it is free, also while the next task has yet to take it
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

    /// Takes it again for [Condition], whatever happens meanwhile; a cancellation is thrown afterwards. A loop
    /// that is being closed refuses to wait; then two hold it, so that each of them can release it.
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
