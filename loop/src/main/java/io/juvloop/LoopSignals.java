package io.juvloop;

/// Signals: a chapter of [EventLoop], which has all of them.
///
/// What the operating system tells the process, as callbacks of the loop. A handler takes the place of what the
/// signal does otherwise; once no loop of the process has one any more, that is back: Ctrl-C then ends the JVM
/// again, and runs its shutdown hooks. Handlers do not outlive their loop.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [Unix signals](https://docs.python.org/3.13/library/asyncio-eventloop.html#unix-signals).
public interface LoopSignals {
    /// Calls back at each signal, in the loop's next turn, which it begins if the loop waits; signals that come
    /// faster than they are told are told once. Takes the place of the handler that this loop had. asyncio's
    /// `add_signal_handler(signum, callback)`.
    ///
    /// @param signal which
    /// @param handler what to run each time
    /// @throws IllegalArgumentException for a signal that cannot be caught, or that the JVM or libuv need
    ///   themselves
    /// @throws UnsupportedOperationException if this system does not have it
    /// @throws java.io.UncheckedIOException if the process has no descriptor left for it
    default void addSignalHandler(Signal signal, Runnable handler) {
        addSignalHandler(signal.number(), handler);
    }

    /// Calls back at each signal of a number, see [#addSignalHandler(Signal, Runnable)].
    ///
    /// @param number of the signal, which may be one without a name
    /// @param handler what to run each time
    /// @throws IllegalArgumentException for a number that is no signal's, and for a signal that cannot be caught,
    ///   or that the JVM or libuv need themselves
    /// @throws java.io.UncheckedIOException if the process has no descriptor left for it
    void addSignalHandler(int number, Runnable handler);

    /// Ends what [#addSignalHandler(Signal, Runnable)] began; a signal that was not told yet is not told.
    /// Allowed in the handler itself. asyncio's `remove_signal_handler(sig)`.
    ///
    /// @param signal which
    /// @return whether there was a handler
    default boolean removeSignalHandler(Signal signal) {
        return removeSignalHandler(signal.number());
    }

    /// Ends what [#addSignalHandler(int, Runnable)] began.
    ///
    /// @param number of the signal
    /// @return whether there was a handler
    boolean removeSignalHandler(int number);
}
