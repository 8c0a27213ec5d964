package io.juvloop;

/// Watching descriptors: a chapter of [EventLoop], which has all of them.
///
/// Tells when something that another library made can be read or written.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [Watching file
/// descriptors](https://docs.python.org/3.13/library/asyncio-eventloop.html#watching-file-descriptors).
public interface LoopDescriptors {}
