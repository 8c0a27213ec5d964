package io.juvloop;

/// Signals: a chapter of [EventLoop], which has all of them.
///
/// What the operating system tells the process, as callbacks of the loop.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [Unix signals](https://docs.python.org/3.13/library/asyncio-eventloop.html#unix-signals).
public interface LoopSignals {}
