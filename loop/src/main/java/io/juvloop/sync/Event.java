package io.juvloop.sync;

import io.juvloop.Suspends;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.LoopBinding;
import io.juvloop.internal.task.WaiterList;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// A flag that tasks can wait for.
///
/// Threads and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.Event](https://docs.python.org/3.13/library/asyncio-sync.html#event).
public final class Event {
    private final LoopBinding binding = new LoopBinding();
    private final WaiterList waiters = new WaiterList();
    private boolean set;

    /// Creates an event whose flag is not set.
    public Event() {}

    /// Sets the flag: all waiting tasks continue, even if it is cleared before they run. asyncio's `set()`.
    public void set() {
        binding.require();
        set = true;
        waiters.wakeAll();
    }

    /// Clears the flag; tasks that wait from now on wait for the next [#set]. asyncio's `clear()`.
    public void clear() {
        binding.require();
        set = false;
    }

    /// Whether the flag is set. Any thread. asyncio's `is_set()`.
    ///
    /// @return true after [#set], until [#clear]
    public boolean isSet() {
        return set;
    }

    /// Waits until the flag is set; returns at once if it is set already. asyncio's `wait()`.
    ///
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    /// @throws IllegalStateException outside a task of the loop
    @Suspends
    public void await() {
        boolean _ = awaitUntil(Deadline.NEVER);
    }

    /// Waits until the flag is set, for a limited time; returns at once if it is set already.
    ///
    /// @param timeout the longest time to wait
    /// @throws TimeoutException if the flag was not set in time
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    /// @throws IllegalStateException outside a task of the loop
    @Suspends
    public void await(Duration timeout) throws TimeoutException {
        if (!awaitUntil(Deadline.after(timeout))) {
            throw Timeouts.expired(timeout, "an event");
        }
    }

    private boolean awaitUntil(long when) {
        binding.requireTask();
        return set || waiters.await(when);
    }

    @Override
    public String toString() {
        return "Event[" + (set ? "set" : "not set") + ", waiting=" + waiters.waiting() + "]";
    }
}
