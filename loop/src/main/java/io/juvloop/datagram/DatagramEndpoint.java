package io.juvloop.datagram;

import java.util.Objects;

/// The result of opening a datagram endpoint: asyncio's `(transport, protocol)`.
///
/// @param <P> the protocol's type
/// @param transport one end of the traffic
/// @param protocol what the factory made
public record DatagramEndpoint<P extends DatagramProtocol>(DatagramTransport transport, P protocol)
        implements AutoCloseable {
    /// Refuses what is null and may not be.
    public DatagramEndpoint {
        Objects.requireNonNull(transport, "the transport is null");
        Objects.requireNonNull(protocol, "the protocol is null");
    }

    /// Closes the transport, see [DatagramTransport#close].
    @Override
    public void close() {
        transport.close();
    }
}
