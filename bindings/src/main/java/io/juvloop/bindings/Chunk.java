package io.juvloop.bindings;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// A block of bytes on their way out: written at the end, sent from the start.
///
/// ```
/// 0        start      end        capacity
/// +--------+----------+----------+
/// | sent   | unsent   | room     |
/// +--------+----------+----------+
/// ```
///
/// Loop thread only. Belongs to one owner at a time; goes back to its [ChunkPool].
public final class Chunk {
    private final MemorySegment segment;
    private final ByteBuffer buffer;
    private final long base;
    private int start;
    private int end;

    Chunk(MemorySegment segment) {
        this.segment = segment;
        this.buffer = segment.asByteBuffer();
        this.base = segment.address();
    }

    /// The address of the first unsent byte.
    ///
    /// @return the address
    public long address() {
        return base + start;
    }

    /// Bytes not sent yet.
    ///
    /// @return the number
    public int size() {
        return end - start;
    }

    /// Bytes that can still be put.
    ///
    /// @return the number
    public int room() {
        return buffer.capacity() - end;
    }

    int capacity() {
        return buffer.capacity();
    }

    /// Puts bytes of an array.
    ///
    /// @param source the array
    /// @param offset of the first byte
    /// @param length at most [#room]
    public void put(byte[] source, int offset, int length) {
        buffer.put(end, source, offset, length);
        end += length;
    }

    /// Puts bytes of a buffer, whose position stays.
    ///
    /// @param source the buffer
    /// @param offset absolute, of the first byte
    /// @param length at most [#room]
    public void put(ByteBuffer source, int offset, int length) {
        buffer.put(end, source, offset, length);
        end += length;
    }

    /// Puts bytes of a segment.
    ///
    /// @param source the segment
    /// @param offset of the first byte
    /// @param length at most [#room]
    public void put(MemorySegment source, long offset, int length) {
        MemorySegment.copy(source, offset, segment, end, length);
        end += length;
    }

    /// Puts the unsent bytes of another chunk.
    ///
    /// @param source the chunk
    public void put(Chunk source) {
        put(source.segment, source.start, source.size());
    }

    /// Takes sent bytes away from the start.
    ///
    /// @param count at most [#size]
    public void consume(int count) {
        start += count;
        if (start == end) {
            clear();
        }
    }

    /// Forgets all bytes.
    public void clear() {
        start = 0;
        end = 0;
    }
}
