package io.juvloop;

/// A callback that was scheduled for a time.
///
/// Loop thread only. See
/// [asyncio.TimerHandle](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.TimerHandle).
public interface TimerHandle extends Handle, LoopReference {
    /// When it is due, on the scale of [EventLoop#time]; stays the same after it fired or was cancelled.
    /// asyncio's `TimerHandle.when()`.
    ///
    /// @return nanoseconds
    long when();
}
