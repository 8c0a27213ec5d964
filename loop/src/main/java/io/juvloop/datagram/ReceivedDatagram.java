package io.juvloop.datagram;

import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The result of [io.juvloop.EventLoop#sockReceiveFrom]: asyncio's pair of data and address.
///
/// Any thread; the bytes are the receiver's own. See
/// [sock_recvfrom](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.sock_recvfrom).
///
/// @param data the bytes, possibly none
/// @param sender the address of the sender; null if it has no name, like an unbound Unix socket
@SuppressWarnings("ArrayRecordComponent") // handed over once, and never compared
public record ReceivedDatagram(byte[] data, @Nullable SocketAddress sender) {
    /// Checks that no required component is null.
    public ReceivedDatagram {
        Objects.requireNonNull(data, "the data is null");
    }
}
