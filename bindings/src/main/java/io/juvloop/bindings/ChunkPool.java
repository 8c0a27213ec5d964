package io.juvloop.bindings;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;

/// The loop's chunks by size, recycled with their views, so that a queued write makes no garbage.
///
/// The size of a chunk follows the need: a connection with a small backlog holds 4 KiB, one with megabytes
/// waiting holds pieces of 256 KiB.
///
/// Loop thread only. The memory goes back to the system when the loop closes.
public final class ChunkPool {
    private static final int SMALLEST = 256;
    private static final int LEAST_OF_STREAMS = 4 * 1024;
    private static final int GROWTH = 4;

    /// The size of the largest chunk, in bytes.
    public static final int LARGEST = 256 * 1024;

    private final UvLoop loop;
    private final List<ArrayDeque<Chunk>> free =
            Stream.generate(ArrayDeque<Chunk>::new).limit(6).toList();
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
        Chunk chunk = free.get(index).pollLast();
        if (chunk == null) {
            chunk = new Chunk(loop.allocate(capacity));
            bytesReserved += capacity;
        }
        bytesInUse += capacity;
        return chunk;
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
        bytesInUse += wanted;
        return new Chunk(Arena.ofAuto().allocate(wanted));
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
            free.get(index).addLast(chunk);
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
