package io.juvloop.spi;

/// Where a [BaseEventLoop] waits for events, and the clock that it waits by; what a selector is to asyncio's loops.
///
/// The loop calls [#poll] and then [#dispatch] once in each iteration. [#time] and [#wakeUp] any thread; the rest
/// on the thread that runs the loop, [#dispatch] where the loop runs callbacks. Lives as long as the loop. See
/// [selectors](https://docs.python.org/3.13/library/selectors.html).
public interface Poller {
    /// As the length of a wait: until there is an event.
    long FOR_EVER = Long.MAX_VALUE;

    /// The clock of the loop, which never goes back.
    ///
    /// @return nanoseconds from any beginning, not negative
    long time();

    /// Waits until there is an event, [#wakeUp] was called or the time is over. It calls nothing back. What it throws
    /// ends the run.
    ///
    /// @param nanos how long at most by [#time]; 0 to look only, [#FOR_EVER] without a limit
    void poll(long nanos);

    /// Ends the wait that goes on, or else the next one at once.
    void wakeUp();

    /// Whether [#dispatch] has something to call back for.
    ///
    /// @return false unless this poller has events of its own
    default boolean hasEvents() {
        return false;
    }

    /// Calls back for the events that [#poll] has found; not called without any.
    default void dispatch() {}

    /// Whether something is open that may cause an event, and so keeps a loop alive that runs until nothing is left.
    ///
    /// @return false unless this poller has events of its own
    default boolean isAlive() {
        return false;
    }

    /// Gives back what it holds. The loop is closed, and calls it no more.
    default void close() {}
}
