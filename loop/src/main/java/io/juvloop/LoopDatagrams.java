package io.juvloop;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Datagrams: a chapter of [EventLoop], which has all of them.
///
/// Messages over UDP and unix domain sockets: each arrives whole or not at all.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See
/// [create_datagram_endpoint](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_datagram_endpoint).
public interface LoopDatagrams {
    /// Makes an endpoint for datagrams: resolves the addresses, binds to the local and connects to the remote
    /// one, the first of them that can be used. The result is delivered before the protocol's first datagram.
    /// Cancelling the future closes what was begun. asyncio's `create_datagram_endpoint(factory, local_addr,
    /// remote_addr)`.
    ///
    /// A file of a unix socket that is in the way of the local address is replaced, any other file is not.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the socket is there
    /// @param options the addresses and how; with neither an address nor a socket they must name a family
    /// @return the transport and protocol; fails with [java.net.BindException] and others of the JDK's, each
    ///   with a [UvException] as its cause
    /// @throws IllegalArgumentException for options that say nothing of the family, or a socket that is not one
    ///   for datagrams or belongs to another transport
    /// @throws UnsupportedOperationException for what the platform does not have
    <P extends DatagramProtocol> CompletableFuture<DatagramEndpoint<P>> createDatagramEndpoint(
            Supplier<P> factory, DatagramOptions options);
}
