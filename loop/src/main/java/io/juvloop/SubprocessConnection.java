package io.juvloop;

/// What starting a child gives: asyncio's `(transport, protocol)`.
///
/// @param <P> the protocol's type
/// @param transport the child, as it is seen from here
/// @param protocol what the factory made
public record SubprocessConnection<P extends SubprocessProtocol>(SubprocessTransport transport, P protocol) {}
