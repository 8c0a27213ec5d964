package io.juvloop;

/// Names and addresses: a chapter of [EventLoop], which has all of them.
///
/// The resolver of the operating system, asked without blocking.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [DNS](https://docs.python.org/3.13/library/asyncio-eventloop.html#dns).
public interface LoopNames {}
