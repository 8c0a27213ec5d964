package io.juvloop.streams;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Converts segments to buffers to read into.
///
/// Any thread. Stateless.
final class Segments {
    private Segments() {}

    /// The beginning of a segment, as much as a buffer can hold.
    static ByteBuffer head(MemorySegment segment) {
        return buffer(segment.byteSize() <= Integer.MAX_VALUE ? segment : segment.asSlice(0, Integer.MAX_VALUE));
    }

    static ByteBuffer whole(MemorySegment segment) {
        if (segment.byteSize() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("more than 2 GiB to read at once: " + segment.byteSize());
        }
        return buffer(segment);
    }

    private static ByteBuffer buffer(MemorySegment segment) {
        try {
            return segment.asByteBuffer();
        } catch (UnsupportedOperationException notBytes) {
            throw new IllegalArgumentException("a heap segment to read into must be of bytes", notBytes);
        }
    }
}
