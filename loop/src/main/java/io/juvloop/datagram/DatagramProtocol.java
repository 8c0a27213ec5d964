package io.juvloop.datagram;

import io.juvloop.BaseProtocol;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// A protocol that is handed messages as they come, each whole.
///
/// Called on the loop's thread. See [BaseProtocol] for what an exception does, and
/// [asyncio.DatagramProtocol](https://docs.python.org/3.13/library/asyncio-protocol.html#datagram-protocols).
public interface DatagramProtocol extends BaseProtocol {
    /// The endpoint is there; the first call. asyncio's `connection_made(transport)`.
    ///
    /// @param transport to send with
    default void connectionMade(DatagramTransport transport) {}

    /// A datagram came. asyncio's `datagram_received(data, addr)`.
    ///
    /// @param data its bytes, none for an empty datagram; read-only, position 0, big-endian; a view of the
    ///   loop's own read buffer, valid only during this call: copy what is to be kept. In debug mode a view
    ///   that was kept throws when it is used. Passing it to [DatagramTransport#sendTo(ByteBuffer,
    ///   SocketAddress)] is always right, and is the fastest way to answer.
    /// @param sender where it came from, the same object for the same sender as long as the loop remembers it;
    ///   the unnamed address for a unix socket without a name
    void datagramReceived(ByteBuffer data, SocketAddress sender);

    /// A datagram could not be sent or received, as when nobody listens at the far end or it is too large. The
    /// endpoint goes on. Called from inside the send, if that is what failed. asyncio's `error_received(exc)`.
    ///
    /// @param error such as [java.net.ConnectException], with a [io.juvloop.UvException] as its cause
    default void errorReceived(IOException error) {}
}
