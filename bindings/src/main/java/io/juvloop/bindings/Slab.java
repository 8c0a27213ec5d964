package io.juvloop.bindings;

import java.lang.foreign.Arena;

/// Blocks of one size, carved from larger pieces of the loop's arena and recycled through a free list.
///
/// The list is threaded through the free blocks themselves, so it costs no memory and no garbage:
///
/// ```
/// free block:  0         8                    blockSize
///              +---------+--------------------+
///              | next    | (stale)            |
///              +---------+--------------------+
/// ```
///
/// Loop thread only. The memory goes back to the system when the loop's arena closes.
final class Slab {
    private static final long PIECE_SIZE = 64 * 1024;

    private final Arena arena;
    private final long blockSize;
    private final int blocksPerPiece;
    private long free;
    private long reserved;
    private long inUse;

    Slab(Arena arena, long blockSize) {
        this.arena = arena;
        this.blockSize = blockSize;
        this.blocksPerPiece = (int) Math.max(1, PIECE_SIZE / blockSize);
    }

    /// A block with undefined content.
    long allocate() {
        if (free == 0) {
            grow();
        }
        long block = free;
        free = Memory.getLong(block);
        inUse++;
        return block;
    }

    void release(long block) {
        Memory.putLong(block, free);
        free = block;
        inUse--;
    }

    private void grow() {
        long piece = arena.allocate(blockSize * blocksPerPiece, 16).address();
        for (int i = blocksPerPiece - 1; i >= 0; i--) {
            long block = piece + i * blockSize;
            Memory.putLong(block, free);
            free = block;
        }
        reserved += blockSize * blocksPerPiece;
    }

    long blockSize() {
        return blockSize;
    }

    long bytesInUse() {
        return inUse * blockSize;
    }

    long bytesReserved() {
        return reserved;
    }
}
