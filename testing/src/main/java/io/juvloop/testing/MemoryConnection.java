package io.juvloop.testing;

import io.juvloop.Connection;
import io.juvloop.StreamProtocol;
import java.util.Objects;

/// The two ends of a connection in memory, which [TestLoop#connect] creates.
///
/// Loop thread only. Each end lives until its `connectionLost`.
///
/// @param <A> the type of the first protocol
/// @param <B> the type of the second protocol
/// @param first one end
/// @param second the other end
/// @param link the link between them
public record MemoryConnection<A extends StreamProtocol, B extends StreamProtocol>(
        Connection<A> first, Connection<B> second, MemoryLink link) {
    /// Checks that no component is null.
    public MemoryConnection {
        Objects.requireNonNull(first, "the first end is null");
        Objects.requireNonNull(second, "the second end is null");
        Objects.requireNonNull(link, "the link is null");
    }
}
