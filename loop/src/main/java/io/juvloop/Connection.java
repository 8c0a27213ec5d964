package io.juvloop;

import java.util.Objects;

/// What connecting gives: asyncio's `(transport, protocol)`.
///
/// @param <P> the protocol's type
/// @param transport one end of the connection
/// @param protocol what the factory made
public record Connection<P extends BaseProtocol>(Transport transport, P protocol) implements AutoCloseable {
    /// Refuses what is null and may not be.
    public Connection {
        Objects.requireNonNull(transport, "the transport is null");
        Objects.requireNonNull(protocol, "the protocol is null");
    }

    /// Closes the transport, see [Transport#close].
    @Override
    public void close() {
        transport.close();
    }
}
