package io.juvloop.sync;

import io.juvloop.Suspends;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.LoopBinding;
import io.juvloop.internal.task.WaiterList;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// A semaphore for tasks, which limits the number of tasks in a block by permits.
///
/// ```java
/// try (var _ = semaphore.hold()) {
///     // at most as many tasks as permits are here
/// }
/// ```
///
/// Any task or callback may release a permit, even one that was never acquired, which adds a permit;
/// [BoundedSemaphore] throws instead.
///
/// Threads, fairness and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.Semaphore](https://docs.python.org/3.13/library/asyncio-sync.html#semaphore).
public sealed class Semaphore permits BoundedSemaphore {
    private final LoopBinding binding = new LoopBinding();
    private final WaiterList waiters = new WaiterList();
    private final Hold hold = this::release;

    /// Includes the permits promised to tasks that have not run since.
    private long permits;

    /// Creates a semaphore.
    ///
    /// @param permits the number of permits
    /// @throws IllegalArgumentException if it is negative
    public Semaphore(long permits) {
        if (permits < 0) {
            throw new IllegalArgumentException("the number of permits is negative: " + permits);
        }
        this.permits = permits;
    }

    /// Acquires a permit, and waits until there is one. asyncio's `acquire()`.
    ///
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then no permit is acquired
    /// @throws IllegalStateException outside a task of the loop
    @Suspends
    public final void acquire() {
        boolean _ = acquireUntil(Deadline.NEVER);
    }

    /// Acquires a permit, and waits for a limited time until there is one.
    ///
    /// @param timeout the longest time to wait
    /// @throws TimeoutException if there was no permit in time
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then no permit is acquired
    /// @throws IllegalStateException outside a task of the loop
    @Suspends
    public final void acquire(Duration timeout) throws TimeoutException {
        if (!acquireUntil(Deadline.after(timeout))) {
            throw Timeouts.expired(timeout, "a permit");
        }
    }

    /// Acquires a permit until the end of a `try` block. asyncio's `async with semaphore`.
    ///
    /// @return the hold, which releases it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then no permit is acquired
    /// @throws IllegalStateException outside a task of the loop
    @Suspends
    public final Hold hold() {
        acquire();
        return hold;
    }

    /// Releases a permit, and wakes the first waiting task, which acquires it. asyncio's `release()`.
    ///
    /// @throws IllegalStateException if the semaphore is bounded and no permit is acquired
    public void release() {
        binding.require();
        permits++;
        admit();
    }

    /// Whether a task would have to wait for a permit. Any thread. asyncio's `locked()`.
    ///
    /// @return true if there is none, or if all are promised to earlier tasks
    public final boolean isLocked() {
        return permits == 0 || waiters.isContended();
    }

    private boolean acquireUntil(long when) {
        binding.requireTask();
        if (!isLocked()) {
            permits--;
            return true;
        }
        try {
            boolean woken = waiters.await(when);
            if (woken) {
                permits--;
            }
            return woken;
        } finally {
            admit();
        }
    }

    private void admit() {
        boolean more = true;
        while (more && permits > waiters.promised()) {
            more = waiters.wakeNext();
        }
    }

    final long permits() {
        return permits;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[permits=" + permits + ", waiting=" + waiters.waiting() + "]";
    }
}
