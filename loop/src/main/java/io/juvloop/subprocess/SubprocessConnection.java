package io.juvloop.subprocess;

import java.util.Objects;

/// The result of starting a child: asyncio's `(transport, protocol)`.
///
/// @param <P> the protocol's type
/// @param transport the transport of the child
/// @param protocol the protocol that the factory created
public record SubprocessConnection<P extends SubprocessProtocol>(SubprocessTransport transport, P protocol)
        implements AutoCloseable {
    /// Checks that no required component is null.
    public SubprocessConnection {
        Objects.requireNonNull(transport, "the transport is null");
        Objects.requireNonNull(protocol, "the protocol is null");
    }

    /// Closes the transport, see [SubprocessTransport#close].
    @Override
    public void close() {
        transport.close();
    }
}
