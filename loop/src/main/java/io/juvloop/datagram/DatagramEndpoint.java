package io.juvloop.datagram;

import java.util.Objects;

/// The result of opening a datagram endpoint: asyncio's `(transport, protocol)`.
///
/// @param <P> the protocol's type
/// @param transport the transport of the endpoint
/// @param protocol the protocol that the factory created
public record DatagramEndpoint<P extends DatagramProtocol>(DatagramTransport transport, P protocol)
        implements AutoCloseable {
    /// Checks that no required component is null.
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
