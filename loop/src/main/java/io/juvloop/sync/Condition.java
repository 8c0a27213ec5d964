package io.juvloop.sync;

import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.ListedWaiter;
import io.juvloop.internal.task.WaiterList;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// Lets tasks that hold a lock wait until another that held it says that something has changed.
///
/// ```java
/// try (var _ = condition.hold()) {
///     condition.awaitFor(() -> ready);
/// }
/// ```
///
/// While a task waits it does not hold the lock. It has it again when its wait is over, in whichever way:
/// signalled, out of time, or cancelled, however often. A signal to a task that is cancelled before it can go
/// on is handed to another. asyncio's `wait` and `notify` are [#await] and [#signal] here, as in
/// `java.util.concurrent`, because every object has others of those names.
///
/// Threads, fairness and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.Condition](https://docs.python.org/3.13/library/asyncio-sync.html#condition).
public final class Condition {
    private final WaiterList waiters = new WaiterList();
    private final Lock lock;

    /// Makes a condition with a lock of its own.
    public Condition() {
        this(new Lock());
    }

    /// Makes a condition.
    ///
    /// @param lock which several may share
    public Condition(Lock lock) {
        this.lock = Objects.requireNonNull(lock, "the lock is null");
    }

    // --- The lock

    /// Acquires the lock, see [Lock#acquire()].
    ///
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then it was not taken
    public void acquire() {
        lock.acquire();
    }

    /// Acquires the lock, see [Lock#acquire(Duration)].
    ///
    /// @param timeout how long to wait at most
    /// @throws TimeoutException if it was not free in time
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then it was not taken
    public void acquire(Duration timeout) throws TimeoutException {
        lock.acquire(timeout);
    }

    /// Acquires the lock until the end of a `try` block, see [Lock#hold()].
    ///
    /// @return what releases it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then it was not taken
    public Hold hold() {
        return lock.hold();
    }

    /// Acquires the lock until the end of a `try` block, see [Lock#hold(Duration)].
    ///
    /// @param timeout how long to wait at most
    /// @return what releases it
    /// @throws TimeoutException if it was not free in time
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then it was not taken
    public Hold hold(Duration timeout) throws TimeoutException {
        return lock.hold(timeout);
    }

    /// Releases the lock, see [Lock#release].
    ///
    /// @throws IllegalStateException if it is not locked
    public void release() {
        lock.release();
    }

    /// Whether a task has the lock. Any thread. See [Lock#isLocked].
    ///
    /// @return false if it is free
    public boolean isLocked() {
        return lock.isLocked();
    }

    // --- Waiting

    /// Releases the lock, waits to be signalled, and acquires it again. What was waited for may no longer be so
    /// then; see [#awaitFor]. asyncio's `wait()`.
    ///
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; it has the lock all the same
    /// @throws IllegalStateException if the lock is not locked, or outside a task of the loop
    public void await() {
        boolean _ = awaitUntil(Deadline.NEVER);
    }

    /// Releases the lock, waits to be signalled, and acquires it again, see [#await()].
    ///
    /// @param timeout how long to wait for the signal; the lock is waited for as long as it takes
    /// @throws TimeoutException if it was not signalled in time; it has the lock all the same
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; it has the lock all the same
    /// @throws IllegalStateException if the lock is not locked, or outside a task of the loop
    public void await(Duration timeout) throws TimeoutException {
        if (!awaitUntil(Deadline.after(timeout))) {
            throw Timeouts.expired(timeout, "a signal");
        }
    }

    /// Waits until something is so; each signal has it asked again. asyncio's `wait_for(predicate)`.
    ///
    /// @param predicate what is asked while the task has the lock, and may be so already
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; it has the lock all the same
    /// @throws IllegalStateException if the lock is not locked, or outside a task of the loop
    public void awaitFor(BooleanSupplier predicate) {
        boolean _ = awaitForUntil(predicate, Deadline.NEVER);
    }

    /// Waits until something is so, see [#awaitFor(BooleanSupplier)].
    ///
    /// @param predicate what is asked while the task has the lock, and may be so already
    /// @param timeout how long to wait for signals; the lock is waited for as long as it takes
    /// @throws TimeoutException if it is not so in time; it has the lock all the same
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; it has the lock all the same
    /// @throws IllegalStateException if the lock is not locked, or outside a task of the loop
    public void awaitFor(BooleanSupplier predicate, Duration timeout) throws TimeoutException {
        if (!awaitForUntil(predicate, Deadline.after(timeout))) {
            throw Timeouts.expired(timeout, "a condition");
        }
    }

    private boolean awaitForUntil(BooleanSupplier predicate, long when) {
        Objects.requireNonNull(predicate, "the predicate is null");
        lock.binding().requireTask();
        requireLocked();
        boolean met = predicate.getAsBoolean();
        boolean inTime = true;
        while (!met && inTime) {
            inTime = awaitUntil(when);
            met = predicate.getAsBoolean();
        }
        return met;
    }

    private boolean awaitUntil(long when) {
        lock.binding().requireTask();
        requireLocked();
        ListedWaiter waiter = waiters.add();
        lock.release();
        boolean returns = false;
        try {
            boolean signalled = awaitAndReacquire(waiter, when);
            returns = true;
            return signalled;
        } finally {
            if (!returns && waiter.isWoken()) {
                boolean _ = waiters.wakeNext();
            }
        }
    }

    /// If the task is cancelled again while it waits for the lock, the later reason is thrown, as in asyncio.
    private boolean awaitAndReacquire(ListedWaiter waiter, long when) {
        try {
            return waiters.await(waiter, when);
        } finally {
            lock.reacquire(when != Deadline.NEVER);
        }
    }

    private void requireLocked() {
        if (!lock.isLocked()) {
            throw new IllegalStateException("the lock of the condition is not locked");
        }
    }

    // --- Signalling

    /// Has the task that waits longest go on, once the lock is free. asyncio's `notify()`.
    ///
    /// @throws IllegalStateException if the lock is not locked
    public void signal() {
        signal(1);
    }

    /// Has the tasks that wait longest go on, one after the other, once the lock is free. asyncio's `notify(n)`.
    ///
    /// @param n how many at most
    /// @throws IllegalStateException if the lock is not locked
    public void signal(int n) {
        lock.binding().require();
        requireLocked();
        boolean more = true;
        for (int left = n; left > 0 && more; left--) {
            more = waiters.wakeNext();
        }
    }

    /// Has all tasks that wait go on, one after the other, once the lock is free. asyncio's `notify_all()`.
    ///
    /// @throws IllegalStateException if the lock is not locked
    public void signalAll() {
        signal(Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
        return "Condition[" + (isLocked() ? "locked" : "free") + ", waiting=" + waiters.waiting() + "]";
    }
}
