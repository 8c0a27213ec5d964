package io.juvloop.postgres;

import io.juvloop.Suspends;
import io.juvloop.postgres.internal.copy.BuffersSource;
import io.juvloop.postgres.internal.copy.FileSource;
import io.juvloop.postgres.internal.copy.ReaderSource;
import io.juvloop.streams.StreamReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where the bytes of a COPY into a table come from: asyncpg's argument `source`.
///
/// Called in a task of the loop, so it may wait; what it throws ends the COPY, changes nothing, and is what the
/// caller gets.
///
/// Loop thread only. Lifetime: until the COPY has ended, which closes it.
@FunctionalInterface
public interface CopySource {
    /// Gives the next bytes.
    ///
    /// @return some bytes, which may be overwritten when this is called again; null at the end
    /// @throws Exception if there are none because of a failure
    @Suspends
    @Nullable
    ByteBuffer read() throws Exception;

    /// Called once, when no more is read: at the end and after a failure. By default it does nothing.
    ///
    /// @throws Exception if that fails; the COPY fails then, unless it has failed before
    @Suspends
    default void close() throws Exception {}

    /// The bytes of a file. It is opened at the first read.
    ///
    /// @param file the file
    /// @return a source, for one COPY
    static CopySource of(Path file) {
        return new FileSource(Objects.requireNonNull(file, "the file is null"));
    }

    /// What remains of a buffer.
    ///
    /// @param data heap or direct; its position stays
    /// @return a source, for one COPY
    static CopySource of(ByteBuffer data) {
        return of(List.of(data.slice()));
    }

    /// The bytes of an array.
    ///
    /// @param data the bytes
    /// @return a source, for one COPY
    static CopySource of(byte[] data) {
        return of(List.of(ByteBuffer.wrap(data)));
    }

    /// The bytes of many buffers.
    ///
    /// @param buffers one after the other; a generator may reuse the same
    /// @return a source, for one COPY
    static CopySource of(Iterable<ByteBuffer> buffers) {
        return new BuffersSource(Objects.requireNonNull(buffers, "the buffers are null"));
    }

    /// The bytes of a stream, to its end. The stream stays open.
    ///
    /// @param reader of a connection, a process and the like
    /// @return a source, for one COPY
    static CopySource of(StreamReader reader) {
        return new ReaderSource(Objects.requireNonNull(reader, "the reader is null"));
    }
}
