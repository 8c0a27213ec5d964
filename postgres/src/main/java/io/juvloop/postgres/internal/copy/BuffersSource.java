package io.juvloop.postgres.internal.copy;

import io.juvloop.postgres.CopySource;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The bytes of many buffers, for a COPY into a table.
///
/// Loop thread only. For one COPY.
public final class BuffersSource implements CopySource {
    private final Iterable<ByteBuffer> buffers;
    private @Nullable Iterator<ByteBuffer> left;

    /// Makes a source.
    ///
    /// @param buffers one after the other
    public BuffersSource(Iterable<ByteBuffer> buffers) {
        this.buffers = buffers;
    }

    @Override
    public @Nullable ByteBuffer read() {
        Iterator<ByteBuffer> next = left;
        if (next == null) {
            next = buffers.iterator();
            left = next;
        }
        return next.hasNext() ? next.next() : null;
    }
}
