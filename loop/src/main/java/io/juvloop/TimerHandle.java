package io.juvloop;

/// A callback that is scheduled for a time.
///
/// Loop thread only. See
/// [asyncio.TimerHandle](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.TimerHandle).
public interface TimerHandle extends Handle, LoopReference {
    /// Returns the deadline on the scale of [EventLoop#time], which does not change after the callback ran or
    /// was cancelled. asyncio's `TimerHandle.when()`.
    ///
    /// @return the deadline in nanoseconds
    long when();
}
