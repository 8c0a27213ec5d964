package io.juvloop.streams;

import java.io.IOException;
import java.util.Objects;

/// Both halves of one connection: asyncio's `(reader, writer)`.
///
/// Loop thread only.
///
/// @param reader what the peer sends
/// @param writer what is sent to the peer
public record StreamConnection(StreamReader reader, StreamWriter writer) implements AutoCloseable {
    /// Checks that no required component is null.
    public StreamConnection {
        Objects.requireNonNull(reader, "the reader is null");
        Objects.requireNonNull(writer, "the writer is null");
    }

    /// Closes the writer, and waits until what was written is sent and the connection is gone.
    ///
    /// @throws IOException what ended the connection, if that was not this
    @Override
    public void close() throws IOException {
        writer.close();
        writer.waitClosed();
    }
}
