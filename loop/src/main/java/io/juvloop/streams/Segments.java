package io.juvloop.streams;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Segments to read into, as buffers.
///
/// Any thread. Stateless.
final class Segments {
    private Segments() {}

    /// As much from the start as a buffer can hold.
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
