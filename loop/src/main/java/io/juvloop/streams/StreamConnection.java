package io.juvloop.streams;

import io.juvloop.Suspends;
import java.io.IOException;
import java.util.Objects;

/// The reader and the writer of one connection: asyncio's `(reader, writer)`.
///
/// Loop thread only.
///
/// @param reader reads from the peer
/// @param writer writes to the peer
public record StreamConnection(StreamReader reader, StreamWriter writer) implements AutoCloseable {
    /// Checks that no required component is null.
    public StreamConnection {
        Objects.requireNonNull(reader, "the reader is null");
        Objects.requireNonNull(writer, "the writer is null");
    }

    /// Closes the writer, and waits until all data is sent and the connection is closed.
    ///
    /// @throws IOException the failure that ended the connection before, if there was one
    @Suspends
    @Override
    public void close() throws IOException {
        writer.close();
        writer.waitClosed();
    }
}
