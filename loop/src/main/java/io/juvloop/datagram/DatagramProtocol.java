package io.juvloop.datagram;

import io.juvloop.BaseProtocol;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// A protocol that receives datagrams, each one whole.
///
/// Called on the loop's thread. See [BaseProtocol] for what an exception does, and
/// [asyncio.DatagramProtocol](https://docs.python.org/3.13/library/asyncio-protocol.html#datagram-protocols).
public interface DatagramProtocol extends BaseProtocol {
    /// Called first, when the endpoint is open. asyncio's `connection_made(transport)`.
    ///
    /// @param transport the transport to send with
    default void connectionMade(DatagramTransport transport) {}

    /// Called when a datagram is received. asyncio's `datagram_received(data, addr)`.
    ///
    /// @param data its bytes, none for an empty datagram; read-only, position 0, big-endian; a view of the
    ///   loop's own read buffer, valid only during this call: copy the bytes to keep them. In debug mode a view
    ///   that was kept throws when it is used. Passing it to
    ///   [DatagramTransport#sendTo(ByteBuffer, SocketAddress)] is always correct, and is the fastest way to
    ///   answer.
    /// @param sender the address of the sender, the same object for the same sender as long as the loop
    ///   remembers it; the unnamed address for a Unix socket without a name
    void datagramReceived(ByteBuffer data, SocketAddress sender);

    /// Called when a datagram could not be sent or received, for example because the peer has no listener or
    /// the datagram is too large. The endpoint stays open. Called from inside the send, if that is what failed.
    /// asyncio's `error_received(exc)`.
    ///
    /// @param error the error, such as [java.net.ConnectException], with a [io.juvloop.UvException] as its
    ///   cause
    default void errorReceived(IOException error) {}
}
