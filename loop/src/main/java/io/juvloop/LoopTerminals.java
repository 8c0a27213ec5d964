package io.juvloop;

/// Terminals: a chapter of [EventLoop], which has all of them.
///
/// Reading keys as they are struck, and knowing how large the window is. Beyond asyncio.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [TTY](https://docs.libuv.org/en/v1.x/tty.html).
public interface LoopTerminals {}
