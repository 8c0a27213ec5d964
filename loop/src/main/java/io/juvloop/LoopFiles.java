package io.juvloop;

/// Files: a chapter of [EventLoop], which has all of them.
///
/// Operations on files by libuv's thread pool, and changes of files as callbacks. Beyond asyncio.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [File system operations](https://docs.libuv.org/en/v1.x/fs.html).
public interface LoopFiles {}
