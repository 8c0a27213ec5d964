package io.juvloop.internal.stream;

import io.juvloop.BaseProtocol;
import io.juvloop.bindings.UvStream;
import org.jspecify.annotations.Nullable;

/// Creates the transport of an open connection.
///
/// Loop thread only.
@FunctionalInterface
public interface TransportMaker {
    /// Creates a transport that has not begun.
    ///
    /// @param siblings the connections of its server, or null if it has no server
    StreamTransport make(UvStream stream, BaseProtocol protocol, @Nullable ServerConnections siblings);
}
