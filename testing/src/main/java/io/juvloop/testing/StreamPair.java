package io.juvloop.testing;

import io.juvloop.streams.StreamConnection;
import java.util.Objects;

/// The two ends of a connection in memory as readers and writers, which [TestLoop#streams] creates.
///
/// Loop thread only. Each end lives until it is closed or lost.
///
/// @param first one end
/// @param second the other end
/// @param link the link between them
public record StreamPair(StreamConnection first, StreamConnection second, MemoryLink link) {
    /// Checks that no component is null.
    public StreamPair {
        Objects.requireNonNull(first, "the first end is null");
        Objects.requireNonNull(second, "the second end is null");
        Objects.requireNonNull(link, "the link is null");
    }
}
