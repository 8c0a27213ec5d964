package io.juvloop.testing;

import io.juvloop.Connection;
import io.juvloop.StreamProtocol;
import java.util.Objects;

/// Two ends of a connection in memory, made by [TestLoop#connect].
///
/// Loop thread only. Each end lives until its `connectionLost`.
///
/// @param <A> the type of the first protocol
/// @param <B> the type of the second protocol
/// @param first one end
/// @param second the other end
/// @param link what is between them
public record MemoryConnection<A extends StreamProtocol, B extends StreamProtocol>(
        Connection<A> first, Connection<B> second, MemoryLink link) {
    /// Refuses what is null and may not be.
    public MemoryConnection {
        Objects.requireNonNull(first, "the first end is null");
        Objects.requireNonNull(second, "the second end is null");
        Objects.requireNonNull(link, "the link is null");
    }
}
