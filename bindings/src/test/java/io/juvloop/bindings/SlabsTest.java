package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Size classes: steps of 32 bytes up to 512, then powers of two up to a mebibyte.
class SlabsTest {
    private final Arena arena = Arena.ofConfined();
    private final Slabs slabs = new Slabs(arena);

    @AfterEach
    void free() {
        arena.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 32",
        "1, 32",
        "31, 32",
        "32, 32",
        "33, 64",
        "64, 64",
        "65, 96",
        "480, 480",
        "481, 512",
        "512, 512",
        "513, 1024",
        "1024, 1024",
        "1025, 2048",
        "65536, 65536",
        "65537, 131072",
        "1048576, 1048576"
    })
    void sizeIsRoundedUpToItsClass(long wanted, long given) {
        slabs.allocate(wanted);
        assertThat(slabs.bytesInUse()).isEqualTo(given);
    }

    @Test
    void sizeAboveTheLargestClassIsRefused() {
        assertThatThrownBy(() -> slabs.allocate((1 << 20) + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a block of 1048577 bytes is larger than any size class");
    }

    @Test
    void sizesOfOneClassShareTheirBlocks() {
        long block = slabs.allocate(65);
        slabs.release(block, 65);
        assertThat(slabs.allocate(96)).isEqualTo(block);
    }

    @Test
    void sizesOfDifferentClassesDoNot() {
        long block = slabs.allocate(64);
        slabs.release(block, 64);
        assertThat(slabs.allocate(65)).isNotEqualTo(block);
    }

    @Test
    void zeroedBlockIsZeroToItsEndAlthoughItWasUsed() {
        long used = slabs.allocate(100);
        for (int i = 0; i < 128; i++) {
            Memory.putByte(used + i, (byte) 0x5a);
        }
        slabs.release(used, 100);
        long again = slabs.allocateZeroed(100);
        assertThat(again).isEqualTo(used);
        byte[] content = new byte[128];
        Memory.copyOut(again, content, 0, content.length);
        assertThat(content).containsOnly(0);
    }

    @Test
    void bytesAreSummedOverTheClasses() {
        long small = slabs.allocate(32);
        slabs.allocate(1000);
        assertThat(slabs.bytesInUse()).isEqualTo(32 + 1024);
        assertThat(slabs.bytesReserved()).isEqualTo(2 * 64 * 1024);
        slabs.release(small, 32);
        assertThat(slabs.bytesInUse()).isEqualTo(1024);
        assertThat(slabs.bytesReserved()).isEqualTo(2 * 64 * 1024);
    }
}
