package io.juvloop.datagram;

import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What [io.juvloop.EventLoop#sockReceiveFrom] received: asyncio's pair of data and address.
///
/// Any thread; the bytes are the receiver's own. See
/// [sock_recvfrom](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.sock_recvfrom).
///
/// @param data the bytes, perhaps none
/// @param sender whose they are; null if it has no name, as an unbound unix socket
@SuppressWarnings("ArrayRecordComponent") // handed over once, and compared by nobody
public record ReceivedDatagram(byte[] data, @Nullable SocketAddress sender) {
    /// Refuses what is null and may not be.
    public ReceivedDatagram {
        Objects.requireNonNull(data, "the data is null");
    }
}
