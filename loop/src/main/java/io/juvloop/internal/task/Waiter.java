package io.juvloop.internal.task;

import io.juvloop.EventLoop;
import io.juvloop.RunningLoop;
import io.juvloop.internal.core.TimerCall;
import java.util.concurrent.CancellationException;

/// One wait of one task: the task sleeps in [#await] until somebody wakes it, cancels it, or its time is up.
///
/// It is what futures are to asyncio's coroutines, without what only futures need: no result, no callbacks, one
/// object a wait. Whoever hands something over marks it with [#wake]; if [#await] throws although [#isWoken], the
/// task was cancelled between, and what was handed over must be passed on.
///
/// Loop thread only. Used once, but for one that nobody can reach any more, see [#renew].
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

    /// A wait of the task that is running.
    ///
    /// @return not waiting yet, but it may be woken already
    /// @throws IllegalStateException outside a task
    public static Waiter ofCurrentTask() {
        return new Waiter(LoopTask.running());
    }

    /// A wait of the task that is running, on behalf of something that belongs to one loop.
    ///
    /// @param loop whose task it must be
    /// @return not waiting yet, but it may be woken already
    /// @throws IllegalStateException outside a task of that loop
    public static Waiter ofCurrentTask(EventLoop loop) {
        if (!loop.equals(RunningLoop.get())) {
            throw new IllegalStateException("it belongs to another event loop");
        }
        return ofCurrentTask();
    }

    /// Puts the task to sleep until it is woken.
    ///
    /// @throws CancellationException if the task is asked to end, before, meanwhile or after; or what it was
    ///   cancelled with
    public final void await() {
        task.await(this);
    }

    /// Puts the task to sleep until it is woken, or until a time.
    ///
    /// @param when on the scale of [EventLoop#time], in nanoseconds
    /// @return false if the time came first
    /// @throws CancellationException if the task is asked to end, before, meanwhile or after; or what it was
    ///   cancelled with
    public final boolean awaitUntil(long when) {
        TimerCall timer = task.core().timers().add(this::expire, when, null);
        try {
            task.await(this);
        } finally {
            timer.cancel();
        }
        return state == State.WOKEN;
    }

    /// Says that the caller throws a [java.util.concurrent.TimeoutException] of its own if the time comes first: the
    /// code around it cannot tell that of an outer limit from it.
    public final void limited() {
        limited = true;
    }

    final boolean isLimited() {
        return limited;
    }

    /// Whether a request to end the task may cut it short.
    boolean isCancellable() {
        return true;
    }

    /// Lets the task go on in its turn.
    ///
    /// @return false if it was woken before, was cancelled, or ran out of time
    public final boolean wake() {
        return end(State.WOKEN);
    }

    /// Whether [#wake] came first.
    ///
    /// @return true if it did
    public final boolean isWoken() {
        return state == State.WOKEN;
    }

    /// Whether the task still sleeps.
    ///
    /// @return true until it is woken, cancelled or out of time
    public final boolean isWaiting() {
        return state == State.WAITING;
    }

    /// Ends the wait because its task is asked to end.
    ///
    /// @return whether that will make the wait throw
    boolean cancel() {
        return end(State.CANCELLED);
    }

    /// Whether the wait will throw, or threw, because of [#cancel].
    boolean isCancelled() {
        return state == State.CANCELLED;
    }

    /// Ends the wait whatever it is for, because the loop is being closed and nothing will come any more.
    final void abandon() {
        end(State.CANCELLED);
    }

    /// Whether it was given up, by its task or by [#abandon].
    final boolean isAbandoned() {
        return state == State.CANCELLED;
    }

    /// Makes it as new, once who was to wake it has.
    final void renew() {
        state = State.WAITING;
        limited = false;
    }

    private void expire() {
        end(State.EXPIRED);
    }

    private boolean end(State how) {
        if (state != State.WAITING) {
            return false;
        }
        state = how;
        task.unpark(this);
        return true;
    }
}
