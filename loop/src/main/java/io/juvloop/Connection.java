package io.juvloop;

import java.util.Objects;

/// The result of connecting: asyncio's `(transport, protocol)`.
///
/// @param <P> the protocol's type
/// @param transport the transport of the connection
/// @param protocol the protocol that the factory created
public record Connection<P extends BaseProtocol>(Transport transport, P protocol) implements AutoCloseable {
    /// Checks that no required component is null.
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
