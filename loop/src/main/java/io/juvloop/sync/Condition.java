package io.juvloop.sync;

import io.juvloop.Suspends;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.ListedWaiter;
import io.juvloop.internal.task.WaiterList;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// A condition on which tasks that hold a lock wait for another holder to signal a change.
///
/// ```java
/// try (var _ = condition.hold()) {
///     condition.awaitFor(() -> ready);
/// }
/// ```
///
/// While a task waits, it does not hold the lock. It holds the lock again when its wait ends, in any way:
/// signalled, timed out, or cancelled, even repeatedly. A signal to a task that is cancelled before it can
/// continue is passed to another. asyncio's `wait` and `notify` are [#await] and [#signal] here, as in
/// `java.util.concurrent`, because every object has other methods with those names.
///
/// Threads, fairness and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.Condition](https://docs.python.org/3.13/library/asyncio-sync.html#condition).
public final class Condition {
    private final WaiterList waiters = new WaiterList();
    private final Lock lock;

    /// Creates a condition with a lock of its own.
    public Condition() {
        this(new Lock());
    }

    /// Creates a condition.
    ///
    /// @param lock the lock, which several conditions may share
    public Condition(Lock lock) {
        this.lock = Objects.requireNonNull(lock, "the lock is null");
    }

    // --- The lock

    /// Acquires the lock, see [Lock#acquire()].
    ///
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then the lock is not acquired
    @Suspends
    public void acquire() {
        lock.acquire();
    }

    /// Acquires the lock until the end of a `try` block, see [Lock#hold()].
    ///
    /// @return the hold, which releases it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then the lock is not acquired
    @Suspends
    public Hold hold() {
        return lock.hold();
    }

    /// Releases the lock, see [Lock#release].
    ///
    /// @throws IllegalStateException if it is not locked
    public void release() {
        lock.release();
    }

    /// Whether a task holds the lock. Any thread. See [Lock#isLocked].
    ///
    /// @return false if it is free
    public boolean isLocked() {
        return lock.isLocked();
    }

    // --- Waiting

    /// Releases the lock, waits for a signal, and acquires the lock again. The state that the task waits for
    /// may have changed again by then; see [#awaitFor]. asyncio's `wait()`.
    ///
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; it holds the lock
    ///   nevertheless
    /// @throws IllegalStateException if the lock is not locked, or outside a task of the loop
    @Suspends
    public void await() {
        boolean _ = awaitUntil(Deadline.NEVER);
    }

    /// Releases the lock, waits for a signal for a limited time, and acquires the lock again, see [#await()].
    ///
    /// @param timeout the longest time to wait for the signal; acquiring the lock again has no limit
    /// @throws TimeoutException if there was no signal in time; the task holds the lock nevertheless
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; it holds the lock
    ///   nevertheless
    /// @throws IllegalStateException if the lock is not locked, or outside a task of the loop
    @Suspends
    public void await(Duration timeout) throws TimeoutException {
        if (!awaitUntil(Deadline.after(timeout))) {
            throw Timeouts.expired(timeout, "a signal");
        }
    }

    /// Waits until a predicate is true, which is evaluated after each signal. asyncio's `wait_for(predicate)`.
    ///
    /// @param predicate evaluated while the task holds the lock, first before it waits
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; it holds the lock
    ///   nevertheless
    /// @throws IllegalStateException if the lock is not locked, or outside a task of the loop
    @Suspends
    public void awaitFor(BooleanSupplier predicate) {
        boolean _ = awaitForUntil(predicate, Deadline.NEVER);
    }

    /// Waits until a predicate is true, for a limited time, see [#awaitFor(BooleanSupplier)].
    ///
    /// @param predicate evaluated while the task holds the lock, first before it waits
    /// @param timeout the longest time to wait for signals; acquiring the lock again has no limit
    /// @throws TimeoutException if the predicate is not true in time; the task holds the lock nevertheless
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; it holds the lock
    ///   nevertheless
    /// @throws IllegalStateException if the lock is not locked, or outside a task of the loop
    @Suspends
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

    /// Wakes the task that waits longest; it continues once it has the lock. asyncio's `notify()`.
    ///
    /// @throws IllegalStateException if the lock is not locked
    public void signal() {
        signal(1);
    }

    /// Wakes the tasks that wait longest; they continue one after the other, once they have the lock. asyncio's
    /// `notify(n)`.
    ///
    /// @param n the most tasks to wake
    /// @throws IllegalStateException if the lock is not locked
    public void signal(int n) {
        lock.binding().require();
        requireLocked();
        boolean more = true;
        for (int left = n; left > 0 && more; left--) {
            more = waiters.wakeNext();
        }
    }

    /// Wakes all waiting tasks; they continue one after the other, once they have the lock. asyncio's
    /// `notify_all()`.
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
