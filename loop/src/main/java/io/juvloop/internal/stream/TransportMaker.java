package io.juvloop.internal.stream;

import io.juvloop.BaseProtocol;
import io.juvloop.bindings.UvStream;
import org.jspecify.annotations.Nullable;

/// Makes the transport over a connection that is open.
///
/// Loop thread only.
@FunctionalInterface
public interface TransportMaker {
    /// A transport that has not begun.
    ///
    /// @param siblings of its server's, or null if it is of none
    StreamTransport make(UvStream stream, BaseProtocol protocol, @Nullable ServerConnections siblings);
}
