package io.juvloop.spi;

/// Waits for the events of a [BaseEventLoop], and provides its clock, as a selector does for asyncio's loops.
///
/// The loop calls [#poll] and then [#dispatch] once in each iteration. [#time] and [#wakeUp] any thread; the rest
/// on the thread that runs the loop, [#dispatch] where the loop runs callbacks. Lives as long as the loop. See
/// [selectors](https://docs.python.org/3.13/library/selectors.html).
public interface Poller {
    /// The length of a wait without a limit.
    long FOR_EVER = Long.MAX_VALUE;

    /// Returns the time of the loop's clock, which never goes back.
    ///
    /// @return the time in nanoseconds from an arbitrary origin, not negative
    long time();

    /// Waits until there is an event, [#wakeUp] was called or the time has passed. It runs no callback. Its
    /// exception ends the run.
    ///
    /// @param nanos the longest time to wait, by [#time]; 0 to check only, [#FOR_EVER] for no limit
    void poll(long nanos);

    /// Ends the current wait, or else the next one at once.
    void wakeUp();

    /// Whether [#dispatch] has a callback to run.
    ///
    /// @return false unless this poller has events of its own
    default boolean hasEvents() {
        return false;
    }

    /// Runs the callbacks of the events that [#poll] has found; called only if there are any.
    default void dispatch() {}

    /// Whether this poller may have further events, and so keeps [io.juvloop.phases.Phases#runWhileAlive] running.
    ///
    /// @return false unless this poller has events of its own
    default boolean isAlive() {
        return false;
    }

    /// Releases the resources of this poller. The loop is closed, and calls no further method.
    default void close() {}
}
