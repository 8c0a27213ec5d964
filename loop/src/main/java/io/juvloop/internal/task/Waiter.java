package io.juvloop.internal.task;

import io.juvloop.EventLoop;
import io.juvloop.internal.core.LoopTimerHandle;
import io.juvloop.spi.RunningLoop;
import java.util.concurrent.CancellationException;

/// One wait of one task: the task sleeps in [#await] until it is woken, it is cancelled, or its time is up.
///
/// It corresponds to a future awaited by a coroutine in asyncio, but has no result and no callbacks, and is one
/// object. Code that hands over a resource calls [#wake]; if [#await] throws although [#isWoken], the task was
/// cancelled in between, and the resource must be passed on.
///
/// Loop thread only. Used once, unless nothing refers to it any more, see [#renew].
public class Waiter {
    private enum State {
        WAITING,
        WOKEN,
        CANCELLED,
        EXPIRED
    }

    final LoopTask<?> task;
    private State state = State.WAITING;
    private boolean limited;

    Waiter(LoopTask<?> task) {
        this.task = task;
    }

    /// Creates a wait of the running task.
    ///
    /// @return the wait, which has not begun; it may be woken already
    /// @throws IllegalStateException outside a task
    public static Waiter ofCurrentTask() {
        return new Waiter(LoopTask.running());
    }

    /// Creates a wait of the running task for an object that belongs to one loop.
    ///
    /// @param loop the loop of the object
    /// @return the wait, which has not begun; it may be woken already
    /// @throws IllegalStateException outside a task of that loop
    public static Waiter ofCurrentTask(EventLoop loop) {
        if (!loop.equals(RunningLoop.get())) {
            throw new IllegalStateException("it belongs to another event loop");
        }
        return ofCurrentTask();
    }

    /// Suspends the task until it is woken.
    ///
    /// @throws CancellationException if the task is cancelled, before, meanwhile or after; or another exception
    ///   that was the reason to cancel it
    public final void await() {
        task.await(this);
    }

    /// Suspends the task until it is woken, or until a deadline.
    ///
    /// @param when on the scale of [EventLoop#time], in nanoseconds
    /// @return false if the deadline passed first
    /// @throws CancellationException if the task is cancelled, before, meanwhile or after; or another exception
    ///   that was the reason to cancel it
    public final boolean awaitUntil(long when) {
        LoopTimerHandle timer = task.core().timers().add(this::expire, when, null);
        try {
            task.await(this);
        } finally {
            timer.cancel();
        }
        return state == State.WOKEN;
    }

    /// Declares that the caller throws a time-out of its own if the deadline passes first: the surrounding code, which
    /// may catch it and try again, must not catch that of an outer limit with it.
    public final void limited() {
        limited = true;
    }

    final boolean isLimited() {
        return limited;
    }

    /// Whether cancelling the task may end this wait.
    boolean isCancellable() {
        return true;
    }

    /// Wakes the task, which continues in a step of its own.
    ///
    /// @return false if it was woken before, was cancelled, or timed out
    public final boolean wake() {
        return end(State.WOKEN);
    }

    /// Whether [#wake] came before any other end of the wait.
    ///
    /// @return true if it did
    public final boolean isWoken() {
        return state == State.WOKEN;
    }

    /// Whether the task still sleeps.
    ///
    /// @return true until it is woken, is cancelled or times out
    public final boolean isWaiting() {
        return state == State.WAITING;
    }

    /// Ends the wait because its task is cancelled.
    ///
    /// @return whether the wait will throw
    boolean cancel() {
        return end(State.CANCELLED);
    }

    /// Whether the wait throws, or threw, because of [#cancel].
    boolean isCancelled() {
        return state == State.CANCELLED;
    }

    /// Ends the wait for any reason, because the loop is being closed and no event will follow.
    final void abandon() {
        end(State.CANCELLED);
    }

    /// Whether the wait was given up, by its task or by [#abandon].
    final boolean isAbandoned() {
        return state == State.CANCELLED;
    }

    /// Resets the waiter for another wait, after it was woken.
    final void renew() {
        state = State.WAITING;
        limited = false;
    }

    private void expire() {
        end(State.EXPIRED);
    }

    /// If an error interrupts this, the task still sleeps, and the next event can wake it.
    private boolean end(State how) {
        if (state != State.WAITING) {
            return false;
        }
        boolean ended = false;
        state = how;
        try {
            task.unpark(this);
            ended = true;
        } finally {
            if (!ended) {
                state = State.WAITING;
            }
        }
        return true;
    }
}
