package io.juvloop.sync;

import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.LoopBinding;
import io.juvloop.internal.task.WaiterList;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;

/// Where tasks wait for each other: none goes on before so many have come. Then it can be used again.
///
/// While those go on who were let go, late comers wait outside; so nobody passes twice before everybody has
/// passed once. A task that is cancelled or out of time while it waits leaves, and the others wait for one
/// more; unlike `java.util.concurrent`, that does not break it.
///
/// [#reset] and [#abort] do not wait here, as they do in asyncio.
///
/// Threads and cancellation: see the [package][io.juvloop.sync]. See
/// [asyncio.Barrier](https://docs.python.org/3.13/library/asyncio-sync.html#barrier).
public final class Barrier {
    private enum State {
        /// Tasks come, and wait.
        FILLING,
        /// Enough have come, and have yet to go.
        DRAINING,
        /// Those that had come are sent away, and have yet to go.
        RESETTING,
        /// Nobody may come.
        BROKEN
    }

    private static final int EXPIRED = -1;

    private final LoopBinding binding = new LoopBinding();
    private final WaiterList inside = new WaiterList();
    private final WaiterList outside = new WaiterList();
    private final int parties;
    private State state = State.FILLING;

    /// How many have come and not gone.
    private int count;

    /// How many of those who wait inside have passed since it was full.
    private int passed;

    /// Makes a barrier.
    ///
    /// @param parties how many it takes
    /// @throws IllegalArgumentException unless it is positive
    public Barrier(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("the number of parties is not positive: " + parties);
        }
        this.parties = parties;
    }

    // --- Passing

    /// Waits until so many have come as it takes. asyncio's `wait()`.
    ///
    /// @return from 0 to one less than [#parties], for each that passes another; the last to come gets the
    /// highest
    /// @throws BrokenBarrierException if it is or gets broken, or is reset meanwhile
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then the others wait for
    /// one more
    /// @throws IllegalStateException outside a task of the loop
    public int await() throws BrokenBarrierException {
        return awaitUntil(Deadline.NEVER);
    }

    /// Waits until so many have come as it takes, see [#await()].
    ///
    /// @param timeout how long to wait at most
    /// @return from 0 to one less than [#parties], for each that passes another; the last to come gets the
    /// highest
    /// @throws TimeoutException if they did not come in time; then the others wait for one more
    /// @throws BrokenBarrierException if it is or gets broken, or is reset meanwhile
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then the others wait for
    /// one more
    /// @throws IllegalStateException outside a task of the loop
    public int await(Duration timeout) throws BrokenBarrierException, TimeoutException {
        int index = awaitUntil(Deadline.after(timeout));
        if (index == EXPIRED) {
            throw Timeouts.expired(timeout, "a barrier");
        }
        return index;
    }

    private int awaitUntil(long when) throws BrokenBarrierException {
        binding.requireTask();
        if (!waitOutside(when)) {
            return EXPIRED;
        }
        if (state == State.BROKEN) {
            throw new BrokenBarrierException("the barrier is broken");
        }
        count++;
        try {
            return isLast() ? open() : waitInside(when);
        } finally {
            count--;
            leave();
        }
    }

    private boolean waitOutside(long when) {
        if (!isClearing() && !outside.isContended()) {
            return true;
        }
        long ticket = outside.ticket();
        try {
            do {
                if (!outside.await(ticket, when)) {
                    return false;
                }
            } while (isClearing());
            return true;
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

    /// Those who are cancelled or out of time, and have yet to go, do not count.
    private boolean isLast() {
        return count >= parties && inside.waiting() == parties - 1;
    }

    private int open() {
        state = State.DRAINING;
        passed = 0;
        inside.wakeAll();
        return parties - 1;
    }

    private int waitInside(long when) throws BrokenBarrierException {
        if (!inside.await(when)) {
            return EXPIRED;
        }
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

    // --- Ending it

    /// Sends those away who wait, with a [BrokenBarrierException], and makes it as new, also if it was broken.
    /// asyncio's `reset()`.
    public void reset() {
        binding.require();
        state = count > 0 ? State.RESETTING : State.FILLING;
        inside.wakeAll();
    }

    /// Breaks it: who waits and who comes gets a [BrokenBarrierException], until [#reset]. asyncio's `abort()`.
    public void abort() {
        binding.require();
        state = State.BROKEN;
        inside.wakeAll();
        outside.wakeAll();
    }

    // --- Looking

    /// How many it takes. Any thread. asyncio's `parties`.
    ///
    /// @return as it was made
    public int parties() {
        return parties;
    }

    /// How many wait for others to come. Any thread. asyncio's `n_waiting`.
    ///
    /// @return zero while those go on who were let go or sent away
    public int waiting() {
        return state == State.FILLING ? inside.waiting() : 0;
    }

    /// Whether it is broken. Any thread. asyncio's `broken`.
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
