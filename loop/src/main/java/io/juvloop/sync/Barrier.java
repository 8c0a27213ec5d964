package io.juvloop.sync;

import io.juvloop.Suspends;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.LoopBinding;
import io.juvloop.internal.task.WaiterList;
import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;

/// A barrier where tasks wait for each other: none continues before a given number has arrived. Then it can be
/// used again.
///
/// While the released tasks leave, later arrivals wait outside, so no task passes twice before every task has
/// passed once. A task that is cancelled or times out while it waits leaves, and the others wait for one more;
/// unlike in `java.util.concurrent`, this does not break the barrier.
///
/// [#reset] and [#abort] do not wait here, as they do in asyncio.
///
/// Threads and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.Barrier](https://docs.python.org/3.13/library/asyncio-sync.html#barrier).
public final class Barrier {
    private enum State {
        /// Tasks arrive and wait.
        FILLING,
        /// The barrier is full, and its tasks have yet to leave.
        DRAINING,
        /// The waiting tasks are sent away by a reset, and have yet to leave.
        RESETTING,
        /// The barrier is broken.
        BROKEN
    }

    private final LoopBinding binding = new LoopBinding();
    private final WaiterList inside = new WaiterList();
    private final WaiterList outside = new WaiterList();
    private final int parties;
    private State state = State.FILLING;

    /// The number of tasks that have arrived and not left.
    private int count;

    /// The number of waiting tasks that have passed since the barrier was full.
    private int passed;

    /// Creates a barrier.
    ///
    /// @param parties the number of tasks that it waits for
    /// @throws IllegalArgumentException unless it is positive
    public Barrier(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("the number of parties is not positive: " + parties);
        }
        this.parties = parties;
    }

    // --- Passing

    /// Waits until all parties have arrived. asyncio's `wait()`.
    ///
    /// @return a number from 0 to one less than [#parties], different for each task that passes; the last to
    ///   arrive gets the highest
    /// @throws BrokenBarrierException if the barrier is broken, or is broken or reset meanwhile
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then the others wait for
    ///   one more
    /// @throws IllegalStateException outside a task of the loop
    @Suspends
    public int await() throws BrokenBarrierException {
        binding.requireTask();
        waitOutside();
        if (state == State.BROKEN) {
            throw new BrokenBarrierException("the barrier is broken");
        }
        count++;
        try {
            return isLast() ? open() : waitInside();
        } finally {
            count--;
            leave();
        }
    }

    private void waitOutside() {
        if (!isClearing() && !outside.isContended()) {
            return;
        }
        long ticket = outside.ticket();
        try {
            do {
                boolean _ = outside.await(ticket, Deadline.NEVER);
            } while (isClearing());
        } finally {
            admit();
        }
    }

    private boolean isClearing() {
        return state == State.DRAINING || state == State.RESETTING;
    }

    private void admit() {
        if (!isClearing()) {
            outside.wakeAll();
        }
    }

    /// Whether the last party has arrived. Tasks that were cancelled or timed out, and have yet to leave, do
    /// not count.
    private boolean isLast() {
        return count >= parties && inside.waiting() == parties - 1;
    }

    private int open() {
        state = State.DRAINING;
        passed = 0;
        inside.wakeAll();
        return parties - 1;
    }

    private int waitInside() throws BrokenBarrierException {
        boolean _ = inside.await(Deadline.NEVER);
        if (state != State.DRAINING) {
            throw new BrokenBarrierException("the barrier was " + (state == State.BROKEN ? "aborted" : "reset"));
        }
        return passed++;
    }

    private void leave() {
        if (count == 0 && isClearing()) {
            state = State.FILLING;
            admit();
        }
    }

    // --- Ending

    /// Resets the barrier to its initial state, also if it was broken; waiting tasks get a
    /// [BrokenBarrierException]. asyncio's `reset()`.
    public void reset() {
        binding.require();
        state = count > 0 ? State.RESETTING : State.FILLING;
        inside.wakeAll();
    }

    /// Breaks the barrier: waiting tasks and later arrivals get a [BrokenBarrierException], until [#reset].
    /// asyncio's `abort()`.
    public void abort() {
        binding.require();
        state = State.BROKEN;
        inside.wakeAll();
        outside.wakeAll();
    }

    // --- State

    /// Returns the number of tasks that the barrier waits for. Any thread. asyncio's `parties`.
    ///
    /// @return the number given to the constructor
    public int parties() {
        return parties;
    }

    /// Returns the number of tasks that wait for others to arrive. Any thread. asyncio's `n_waiting`.
    ///
    /// @return the number; zero while released or reset tasks leave
    public int waiting() {
        return state == State.FILLING ? inside.waiting() : 0;
    }

    /// Whether the barrier is broken. Any thread. asyncio's `broken`.
    ///
    /// @return true after [#abort], until [#reset]
    public boolean isBroken() {
        return state == State.BROKEN;
    }

    @Override
    public String toString() {
        return "Barrier[" + state.toString().toLowerCase(Locale.ROOT) + ", waiting=" + waiting() + " of " + parties
                + "]";
    }
}
