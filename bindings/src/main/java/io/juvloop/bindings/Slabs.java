package io.juvloop.bindings;

import java.lang.foreign.Arena;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The loop's memory by size class, for handles, requests and write chunks.
///
/// libuv reports the sizes at run time, so a class is made when it is first needed: multiples of 32 bytes up to
/// 512, then powers of two.
///
/// Loop thread only, except the counters, which are racy reads. Lives and dies with its arena.
final class Slabs {
    private static final int STEP = 32;
    private static final int LARGEST_STEPPED = 512;
    private static final int STEPPED = LARGEST_STEPPED / STEP;
    private static final int LARGEST_POWER = 20;

    private final Arena arena;
    private final @Nullable Slab[] bySizeClass = new Slab[STEPPED + LARGEST_POWER + 1];

    Slabs(Arena arena) {
        this.arena = arena;
    }

    long allocate(long size) {
        return slab(size).allocate();
    }

    long allocateZeroed(long size) {
        Slab slab = slab(size);
        long block = slab.allocate();
        try {
            Memory.zero(block, slab.blockSize());
        } catch (Throwable thrown) {
            slab.release(block);
            throw thrown;
        }
        return block;
    }

    void release(long block, long size) {
        Objects.requireNonNull(bySizeClass[sizeClass(size)]).release(block);
    }

    private Slab slab(long size) {
        int index = sizeClass(size);
        Slab slab = bySizeClass[index];
        if (slab == null) {
            long blockSize = index < STEPPED ? (index + 1L) * STEP : 1L << (index - STEPPED);
            slab = new Slab(arena, blockSize);
            bySizeClass[index] = slab;
        }
        return slab;
    }

    private static int sizeClass(long size) {
        if (size <= LARGEST_STEPPED) {
            return (int) ((Math.max(size, 1) - 1) / STEP);
        }
        int power = Long.SIZE - Long.numberOfLeadingZeros(size - 1);
        if (power > LARGEST_POWER) {
            throw new IllegalArgumentException("a block of " + size + " bytes is larger than any size class");
        }
        return STEPPED + power;
    }

    /// Returns the bytes handed out and not yet returned.
    long bytesInUse() {
        long sum = 0;
        for (Slab slab : bySizeClass) {
            sum += slab == null ? 0 : slab.bytesInUse();
        }
        return sum;
    }

    /// Returns the bytes taken from the system.
    long bytesReserved() {
        long sum = 0;
        for (Slab slab : bySizeClass) {
            sum += slab == null ? 0 : slab.bytesReserved();
        }
        return sum;
    }
}
