package io.juvloop.testing;

import io.juvloop.streams.StreamConnection;
import java.util.Objects;

/// Two ends of a connection in memory as readers and writers, made by [TestLoop#streams].
///
/// Loop thread only. Each end lives until it is closed or lost.
///
/// @param first one end
/// @param second the other end
/// @param link what is between them
public record StreamPair(StreamConnection first, StreamConnection second, MemoryLink link) {
    /// Refuses what is null and may not be.
    public StreamPair {
        Objects.requireNonNull(first, "the first end is null");
        Objects.requireNonNull(second, "the second end is null");
        Objects.requireNonNull(link, "the link is null");
    }
}
