package io.juvloop.internal.core;

/// Where a loop waits for events, and the clock that it waits by.
///
/// [#time] and [#wakeUp] any thread; the rest on the thread that runs the loop. Lives as long as the loop. See
/// asyncio's [selectors](https://docs.python.org/3.13/library/selectors.html).
public interface LoopEvents {
    /// As a length of a wait: until there is an event.
    long FOR_EVER = Long.MAX_VALUE;

    /// The loop's clock: monotonic nanoseconds.
    long time();

    /// Waits for events, but dispatches none.
    ///
    /// @param nanos how long at most; 0 to look only, [#FOR_EVER] without a limit
    void poll(long nanos);

    /// Whether [#dispatch] has something to do.
    boolean hasEvents();

    /// Dispatches those events that run no code of the user's, if there are such.
    void dispatchInPlace();

    /// Calls back for what has happened.
    void dispatch();

    /// Ends a wait, now or when it comes, and has [#onWakeUp] called back.
    void wakeUp();

    /// What a dispatch does after [#wakeUp].
    void onWakeUp(Runnable callback);

    /// From now on no thread wakes the loop, which is being closed.
    void endWakeUps();

    /// Whether anything is open that keeps a loop alive.
    boolean isAlive();

    /// The same, quickly: what is being closed counts too.
    boolean mayCauseEvents();

    /// Refuses a run at the end of the stack, which could not be ended.
    void requireStack();
}
