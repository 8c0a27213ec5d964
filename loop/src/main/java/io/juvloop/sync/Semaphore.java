package io.juvloop.sync;

import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.LoopBinding;
import io.juvloop.internal.task.WaiterList;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// Lets so many tasks at a time into something, by giving out permits.
///
/// ```java
/// try (var _ = semaphore.hold()) {
///     // at most so many of us are here
/// }
/// ```
///
/// Anybody may release a permit, also one that was never acquired, which adds one; [BoundedSemaphore] refuses
/// that.
///
/// Threads, fairness and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.Semaphore](https://docs.python.org/3.13/library/asyncio-sync.html#semaphore).
public sealed class Semaphore permits BoundedSemaphore {
    private final LoopBinding binding = new LoopBinding();
    private final WaiterList waiters = new WaiterList();
    private final Hold hold = this::release;

    /// Those that are promised to tasks which have not run since are still among them.
    private long permits;

    /// Makes a semaphore.
    ///
    /// @param permits how many tasks it lets in at once
    /// @throws IllegalArgumentException if it is negative
    public Semaphore(long permits) {
        if (permits < 0) {
            throw new IllegalArgumentException("the number of permits is negative: " + permits);
        }
        this.permits = permits;
    }

    /// Waits until there is a permit, and takes it. asyncio's `acquire()`.
    ///
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then no permit was taken
    /// @throws IllegalStateException outside a task of the loop
    public final void acquire() {
        boolean _ = acquireUntil(Deadline.NEVER);
    }

    /// Waits until there is a permit, and takes it.
    ///
    /// @param timeout how long to wait at most
    /// @throws TimeoutException if there was none in time
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then no permit was taken
    /// @throws IllegalStateException outside a task of the loop
    public final void acquire(Duration timeout) throws TimeoutException {
        if (!acquireUntil(Deadline.after(timeout))) {
            throw Timeouts.expired(timeout, "a permit");
        }
    }

    /// Acquires a permit until the end of a `try` block. asyncio's `async with semaphore`.
    ///
    /// @return what releases it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then no permit was taken
    /// @throws IllegalStateException outside a task of the loop
    public final Hold hold() {
        acquire();
        return hold;
    }

    /// Acquires a permit until the end of a `try` block.
    ///
    /// @param timeout how long to wait at most
    /// @return what releases it
    /// @throws TimeoutException if there was none in time
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then no permit was taken
    /// @throws IllegalStateException outside a task of the loop
    public final Hold hold(Duration timeout) throws TimeoutException {
        acquire(timeout);
        return hold;
    }

    /// Gives a permit back, and has the first task that waits take it in its turn. asyncio's `release()`.
    ///
    /// @throws IllegalStateException if it is bounded and no permit is out
    public void release() {
        binding.require();
        permits++;
        admit();
    }

    /// Whether a task would have to wait for a permit. Any thread. asyncio's `locked()`.
    ///
    /// @return true if there is none, or if all are for tasks that came before
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
