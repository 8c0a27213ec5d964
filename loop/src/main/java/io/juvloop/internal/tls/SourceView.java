package io.juvloop.internal.tls;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The data that an engine encrypts, as the buffer that the JDK's engine wants. It copies them anyway, to where it
/// encrypts them, from any memory, so a copy before that would be one more.
///
/// Loop thread only. One loop has one for all its connections; it holds a user's memory no longer than it is
/// encrypted.
final class SourceView {
    private final EngineMemory copy;
    private @Nullable MemorySegment viewed;
    private @Nullable ByteBuffer buffer;

    /// @param copy where data go that have no buffer: of other arrays than of bytes, or beyond 2 GiB
    SourceView(EngineMemory copy) {
        this.copy = copy;
    }

    /// The buffer over a part of a segment.
    ByteBuffer part(MemorySegment source, long offset, int length) {
        ByteBuffer view = view(source);
        if (view != null) {
            return view.limit((int) offset + length).position((int) offset);
        }
        ByteBuffer copied = copy.buffer(length);
        MemorySegment.copy(source, JAVA_BYTE, offset, copy.array(), 0, length);
        return copied;
    }

    private @Nullable ByteBuffer view(MemorySegment source) {
        if (!source.equals(viewed)) {
            try {
                buffer = source.asByteBuffer();
            } catch (UnsupportedOperationException none) {
                buffer = null;
            }
            viewed = source;
        }
        return buffer;
    }

    /// Forgets a segment of which so much is encrypted, if that is all.
    void encrypted(MemorySegment source, long bytes) {
        if (bytes == source.byteSize()) {
            viewed = null;
            buffer = null;
        }
    }
}
