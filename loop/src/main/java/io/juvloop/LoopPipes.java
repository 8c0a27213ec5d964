package io.juvloop;

/// Pipes: a chapter of [EventLoop], which has all of them.
///
/// Streams of bytes in one direction, over what another process or library made.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [Working with pipes](https://docs.python.org/3.13/library/asyncio-eventloop.html#working-with-pipes).
public interface LoopPipes {}
