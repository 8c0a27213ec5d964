package io.juvloop.subprocess;

import java.util.Objects;

/// The result of starting a child: asyncio's `(transport, protocol)`.
///
/// @param <P> the protocol's type
/// @param transport the child, as it is seen from here
/// @param protocol what the factory made
public record SubprocessConnection<P extends SubprocessProtocol>(SubprocessTransport transport, P protocol)
        implements AutoCloseable {
    /// Refuses what is null and may not be.
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
