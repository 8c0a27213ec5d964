package io.juvloop.subprocess;

import java.util.Objects;

/// What starting a child gives: asyncio's `(transport, protocol)`.
///
/// @param <P> the protocol's type
/// @param transport the child, as it is seen from here
/// @param protocol what the factory made
public record SubprocessConnection<P extends SubprocessProtocol>(SubprocessTransport transport, P protocol) {
    /// Checks that no required component is null.
    public SubprocessConnection {
        Objects.requireNonNull(transport, "the transport is null");
        Objects.requireNonNull(protocol, "the protocol is null");
    }
}
