package io.juvloop;

/// The loop and its host: a chapter of [EventLoop], which has all of them.
///
/// Figures of the loop, its thread, random bytes, and what the running libuv can do. Beyond asyncio.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [Miscellaneous utilities](https://docs.libuv.org/en/v1.x/misc.html).
public interface LoopHost {}
