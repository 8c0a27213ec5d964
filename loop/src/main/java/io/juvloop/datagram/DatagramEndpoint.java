package io.juvloop.datagram;

import java.util.Objects;

/// What making a datagram endpoint gives: asyncio's `(transport, protocol)`.
///
/// @param <P> the protocol's type
/// @param transport one end of the traffic
/// @param protocol what the factory made
public record DatagramEndpoint<P extends DatagramProtocol>(DatagramTransport transport, P protocol) {
    /// Refuses what is null and may not be.
    public DatagramEndpoint {
        Objects.requireNonNull(transport, "the transport is null");
        Objects.requireNonNull(protocol, "the protocol is null");
    }
}
