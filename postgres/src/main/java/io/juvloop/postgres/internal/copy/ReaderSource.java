package io.juvloop.postgres.internal.copy;

import io.juvloop.postgres.CopySource;
import io.juvloop.streams.StreamReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The bytes of a stream to its end, for a COPY into a table.
///
/// Loop thread only, in a task. For one COPY; the stream stays open.
public final class ReaderSource implements CopySource {
    private static final int BLOCK = 1 << 16;

    private final StreamReader reader;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);

    /// Makes a source.
    ///
    /// @param reader of the bytes
    public ReaderSource(StreamReader reader) {
        this.reader = reader;
    }

    @Override
    public @Nullable ByteBuffer read() throws IOException {
        block.clear();
        return reader.read(block) < 0 ? null : block.flip();
    }
}
