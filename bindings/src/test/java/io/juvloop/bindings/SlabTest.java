package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Blocks of one size: each its own, recycled, and counted.
class SlabTest {
    private static final long SIZE = 96;
    private static final long PIECE = 64 * 1024 / SIZE * SIZE;

    private final Arena arena = Arena.ofConfined();
    private final Slab slab = new Slab(arena, SIZE);

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void blocksNeverOverlap() {
        List<Long> blocks = allocate(2000);
        for (int i = 0; i < blocks.size(); i++) {
            Memory.putLong(blocks.get(i), i);
            Memory.putLong(blocks.get(i) + SIZE - Long.BYTES, i);
        }
        for (int i = 0; i < blocks.size(); i++) {
            assertThat(Memory.getLong(blocks.get(i))).isEqualTo(i);
            assertThat(Memory.getLong(blocks.get(i) + SIZE - Long.BYTES)).isEqualTo(i);
        }
    }

    @Test
    void blocksAreAligned() {
        assertThat(allocate(2000)).allMatch(block -> block % 16 == 0).doesNotHaveDuplicates();
    }

    @Test
    void lastReleasedIsFirstReused() {
        List<Long> blocks = allocate(3);
        slab.release(blocks.get(0));
        slab.release(blocks.get(2));
        assertThat(slab.allocate()).isEqualTo(blocks.get(2));
        assertThat(slab.allocate()).isEqualTo(blocks.get(0));
    }

    @Test
    void reuseTakesNothingMoreFromTheSystem() {
        List<Long> blocks = allocate(2000);
        long reserved = slab.bytesReserved();
        blocks.forEach(slab::release);
        assertThat(allocate(2000)).containsExactlyInAnyOrderElementsOf(blocks);
        assertThat(slab.bytesReserved()).isEqualTo(reserved);
    }

    @Test
    void bytesInUseAreThoseHandedOut() {
        List<Long> blocks = allocate(5);
        assertThat(slab.bytesInUse()).isEqualTo(5 * SIZE);
        blocks.forEach(slab::release);
        assertThat(slab.bytesInUse()).isZero();
    }

    @Test
    void systemIsAskedForPiecesOfManyBlocks() {
        assertThat(slab.bytesReserved()).isZero();
        allocate((int) (PIECE / SIZE));
        assertThat(slab.bytesReserved()).isEqualTo(PIECE);
        slab.allocate();
        assertThat(slab.bytesReserved()).isEqualTo(2 * PIECE);
    }

    @Test
    void blockLargerThanAPieceIsAPieceOfItsOwn() {
        Slab large = new Slab(arena, 256 * 1024);
        long first = large.allocate();
        long second = large.allocate();
        assertThat(Math.abs(first - second)).isGreaterThanOrEqualTo(256 * 1024);
        assertThat(large.bytesReserved()).isEqualTo(2 * 256 * 1024);
    }

    private List<Long> allocate(int count) {
        List<Long> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(slab.allocate());
        }
        return blocks;
    }
}
