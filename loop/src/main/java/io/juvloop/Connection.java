package io.juvloop;

/// What connecting gives: asyncio's `(transport, protocol)`.
///
/// @param <P> the protocol's type
/// @param transport one end of the connection
/// @param protocol what the factory made
public record Connection<P extends BaseProtocol>(Transport transport, P protocol) {}
