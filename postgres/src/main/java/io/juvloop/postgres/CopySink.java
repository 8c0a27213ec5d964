package io.juvloop.postgres;

import io.juvloop.Suspends;
import io.juvloop.postgres.internal.copy.FileSink;
import io.juvloop.streams.StreamWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;

/// Where the bytes of a COPY out of the server go: asyncpg's argument `output`.
///
/// Called in a task of the loop, so it may wait; the server waits meanwhile. What it throws ends the COPY on the
/// server and is what the caller gets.
///
/// Loop thread only. Lifetime: until the COPY has ended, which closes it.
@FunctionalInterface
public interface CopySink {
    /// Takes the next bytes.
    ///
    /// @param data whole rows in the text formats; valid during this call
    /// @throws Exception if they cannot be taken
    @Suspends
    void write(ByteBuffer data) throws Exception;

    /// Called once, when no more comes: at the end and after a failure, unless the server has refused the COPY. By
    /// default it does nothing.
    ///
    /// @throws Exception if that fails; the COPY fails then, unless it has failed before
    @Suspends
    default void close() throws Exception {}

    /// A file, which is made or overwritten, also by a COPY without rows.
    ///
    /// @param file the file
    /// @return a sink, for one COPY
    static CopySink of(Path file) {
        return new FileSink(Objects.requireNonNull(file, "the file is null"));
    }

    /// A stream, which stays open. The server waits while its connection takes no more.
    ///
    /// @param writer of a connection, a process and the like
    /// @return a sink, for one COPY
    static CopySink of(StreamWriter writer) {
        Objects.requireNonNull(writer, "the writer is null");
        return data -> {
            writer.write(data);
            writer.drain();
        };
    }
}
