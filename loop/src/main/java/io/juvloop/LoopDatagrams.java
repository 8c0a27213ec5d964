package io.juvloop;

/// Datagrams: a chapter of [EventLoop], which has all of them.
///
/// Messages over UDP and unix domain sockets: each arrives whole or not at all.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See
/// [create_datagram_endpoint](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_datagram_endpoint).
public interface LoopDatagrams {}
