package io.juvloop;

/// Subprocesses: a chapter of [EventLoop], which has all of them.
///
/// Children of this process, with pipes to and from them.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [Running subprocesses](https://docs.python.org/3.13/library/asyncio-eventloop.html#running-subprocesses).
public interface LoopSubprocesses {}
