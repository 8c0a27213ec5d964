package io.juvloop.bindings;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A block of bytes under way. Outgoing bytes are put at the end and sent from the start; incoming bytes are put
/// at the end and taken from the start.
///
/// ```
/// 0        start      end        capacity
/// +--------+----------+----------+
/// | gone   | here     | room     |
/// +--------+----------+----------+
/// ```
///
/// Loop thread only. Belongs to one owner at a time; a native one goes back to its [ChunkPool].
public final class Chunk {
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = LOW_BITS << 7;

    private final MemorySegment segment;
    private final boolean isNative;
    private final ByteBuffer buffer;
    private final long base;
    private int start;
    private int end;
    private @Nullable UvStream passenger;

    /// The next free chunk of the pool; null while the chunk is in use.
    @Nullable
    Chunk next;

    Chunk(MemorySegment segment) {
        this.segment = segment;
        this.isNative = segment.isNative();
        this.buffer = segment.asByteBuffer();
        this.base = segment.address();
    }

    /// Makes a chunk in the Java heap. It belongs to no pool: it cannot be sent and is not given back.
    ///
    /// @param capacity in bytes
    /// @return an empty chunk
    public static Chunk onHeap(int capacity) {
        return new Chunk(MemorySegment.ofArray(new byte[capacity]));
    }

    /// Whether it is native memory of a pool.
    ///
    /// @return false if it is in the heap
    public boolean isNative() {
        return isNative;
    }

    /// The address of the first unsent byte; of a native chunk only.
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

    /// Moves bytes from the end to another chunk.
    ///
    /// @param from how many stay
    /// @param target with room for the others
    void moveEnd(int from, Chunk target) {
        target.put(segment, start + (long) from, size() - from);
        end = start + from;
    }

    /// Attaches a handle, which is passed to another process with the first byte. It is closed once the chunk is
    /// no longer needed.
    ///
    /// @param handle which now belongs to the chunk
    public void carry(UvStream handle) {
        passenger = handle;
    }

    /// The handle to be passed with the first byte.
    ///
    /// @return the handle, or null for bytes alone
    public @Nullable UvStream passenger() {
        return passenger;
    }

    void dismissPassenger() {
        if (passenger != null) {
            passenger.close();
            passenger = null;
        }
    }

    /// Counts bytes that were written into the room, at [#address] of an empty chunk.
    ///
    /// @param count at most [#room]
    public void filled(int count) {
        end += count;
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

    /// Takes bytes from the start into an array.
    ///
    /// @param target the array
    /// @param offset of the first byte in it
    /// @param length at most [#size]
    public void take(byte[] target, int offset, int length) {
        buffer.get(start, target, offset, length);
        consume(length);
    }

    /// Takes bytes from the start into a buffer, at its position, which moves.
    ///
    /// @param target the buffer
    /// @param length at most [#size] and what remains in it
    public void take(ByteBuffer target, int length) {
        target.put(target.position(), buffer, start, length);
        target.position(target.position() + length);
        consume(length);
    }

    /// Takes bytes from the start into a segment.
    ///
    /// @param target the segment
    /// @param offset of the first byte in it
    /// @param length at most [#size]
    public void take(MemorySegment target, long offset, int length) {
        MemorySegment.copy(segment, start, target, offset, length);
        consume(length);
    }

    /// Returns one of the bytes.
    ///
    /// @param index from the start, less than [#size]
    /// @return the byte
    public byte at(int index) {
        return buffer.get(start + index);
    }

    /// Finds a byte. Eight bytes are examined together until one of them matches.
    ///
    /// @param wanted the byte
    /// @param from the index to begin at
    /// @return its index from the start, or -1
    public int indexOf(byte wanted, int from) {
        long pattern = (wanted & 0xFF) * LOW_BITS;
        int i = start + from;
        while (i <= end - Long.BYTES && !hasZeroByte(buffer.getLong(i) ^ pattern)) {
            i += Long.BYTES;
        }
        while (i < end) {
            if (buffer.get(i) == wanted) {
                return i - start;
            }
            i++;
        }
        return -1;
    }

    /// See
    /// [determine if a word has a zero byte](https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord).
    private static boolean hasZeroByte(long word) {
        return ((word - LOW_BITS) & ~word & HIGH_BITS) != 0;
    }

    /// Finds the first of several bytes.
    ///
    /// @param wanted 256 answers, by the unsigned value of the byte
    /// @param from the index to begin at
    /// @return its index from the start, or -1
    public int indexOfAny(boolean[] wanted, int from) {
        for (int i = start + from; i < end; i++) {
            if (wanted[buffer.get(i) & 0xFF]) {
                return i - start;
            }
        }
        return -1;
    }
}
