package io.juvloop.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The loop's chunks by size, recycled with their views, so that a queued write makes no garbage.
///
/// The size of a chunk follows the need: a connection with a small backlog holds 4 KiB, one with megabytes
/// waiting holds pieces of 256 KiB.
///
/// A chunk has one owner at each call, even if an error comes out of that call: the free ones are linked through
/// themselves, and a list changes hands by assignments alone. The caller that takes a chunk puts it into a field or a
/// [ChunkQueue] before it calls anything.
///
/// Loop thread only. The memory goes back to the system when the loop closes.
public final class ChunkPool {
    private static final int SMALLEST = 256;
    private static final int LEAST_OF_STREAMS = 4 * 1024;
    private static final int GROWTH = 4;
    private static final int SIZES = 6;

    /// The size of the largest chunk, in bytes.
    public static final int LARGEST = 256 * 1024;

    private final UvLoop loop;
    private final @Nullable Chunk[] free = new Chunk[SIZES];

    /// Memory whose chunk an error kept from being made.
    private final @Nullable MemorySegment[] unused = new MemorySegment[SIZES];

    private long bytesInUse;
    private long bytesReserved;

    /// Makes an empty pool.
    ///
    /// @param loop whose arena gives the memory
    public ChunkPool(UvLoop loop) {
        this.loop = loop;
    }

    /// Takes a chunk for a number of bytes, or for a part of them if they are many.
    ///
    /// @param wanted in bytes
    /// @return an empty chunk
    public Chunk acquire(long wanted) {
        return take(Math.max(wanted, LEAST_OF_STREAMS));
    }

    private Chunk take(long wanted) {
        int index = 0;
        int capacity = SMALLEST;
        while (capacity < wanted && capacity < LARGEST) {
            capacity *= GROWTH;
            index++;
        }
        if (free[index] == null) {
            make(index, capacity);
        }
        Chunk chunk = Objects.requireNonNull(free[index]);
        free[index] = chunk.next;
        chunk.next = null;
        bytesInUse += capacity;
        return chunk;
    }

    private void make(int index, int capacity) {
        MemorySegment memory = unused[index];
        if (memory == null) {
            memory = loop.allocate(capacity);
            unused[index] = memory;
            bytesReserved += capacity;
        }
        free[index] = new Chunk(memory);
        unused[index] = null;
    }

    /// Takes a chunk for all of a number of bytes, as a datagram needs it. Above [#LARGEST], which is rare, the
    /// chunk has its own memory and is not recycled.
    ///
    /// @param wanted in bytes
    /// @return an empty chunk
    public Chunk acquireWhole(int wanted) {
        if (wanted <= LARGEST) {
            return take(wanted);
        }
        Chunk chunk = new Chunk(Arena.ofAuto().allocate(wanted));
        bytesInUse += wanted;
        return chunk;
    }

    /// Takes a chunk back. After an error it is not taken, and this can be called again.
    ///
    /// @param chunk no longer in use
    public void release(Chunk chunk) {
        chunk.clear();
        chunk.dismissPassenger();
        int size = chunk.capacity();
        if (size <= LARGEST) {
            int index = 0;
            for (int capacity = SMALLEST; capacity < size; capacity *= GROWTH) {
                index++;
            }
            chunk.next = free[index];
            free[index] = chunk;
        }
        bytesInUse -= size;
    }

    /// Returns the number of bytes in chunks that are handed out.
    ///
    /// @return bytes
    public long bytesInUse() {
        return bytesInUse;
    }

    /// Bytes taken from the system.
    ///
    /// @return bytes
    public long bytesReserved() {
        return bytesReserved;
    }
}
