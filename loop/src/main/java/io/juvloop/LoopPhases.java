package io.juvloop;

/// Phases of the loop: a chapter of [EventLoop], which has all of them.
///
/// Hooks before and after each wait for I/O, timers that repeat, and what keeps the loop alive. Beyond
/// asyncio.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [Design overview](https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop).
public interface LoopPhases {}
