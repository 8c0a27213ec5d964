package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Chunks by need: four sizes, recycled and counted.
class ChunkPoolTest {
    private final TestLoop loop = new TestLoop();
    private final ChunkPool pool = new ChunkPool(loop.uv());

    @AfterEach
    void close() {
        loop.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4096",
        "1, 4096",
        "4096, 4096",
        "4097, 16384",
        "16384, 16384",
        "16385, 65536",
        "65537, 262144",
        "262144, 262144",
        "262145, 262144",
        "9223372036854775807, 262144"
    })
    void capacityFollowsTheNeed(long wanted, int capacity) {
        assertThat(pool.acquire(wanted).capacity()).isEqualTo(capacity);
        assertThat(pool.bytesInUse()).isEqualTo(capacity);
    }

    @ParameterizedTest
    @CsvSource({"0, 256", "256, 256", "257, 1024", "4096, 4096", "262144, 262144", "262145, 262145"})
    void aChunkForOneDatagramIsAsSmallOrLargeAsThat(int wanted, int capacity) {
        Chunk chunk = pool.acquireWhole(wanted);
        assertThat(chunk.capacity()).isEqualTo(capacity);
        assertThat(pool.bytesInUse()).isEqualTo(capacity);
        pool.release(chunk);
        assertThat(pool.bytesInUse()).isZero();
    }

    @Test
    void releasedChunkIsReusedForItsSizeAndComesEmpty() {
        Chunk used = pool.acquire(5000);
        used.put(new byte[10], 0, 10);
        pool.release(used);
        Chunk small = pool.acquire(100);
        Chunk again = pool.acquire(6000);
        assertThat(small).isNotSameAs(used);
        assertThat(again).isSameAs(used);
        assertThat(again.size()).isZero();
    }

    @Test
    void reuseTakesNothingMoreFromTheSystem() {
        for (int i = 0; i < 100; i++) {
            pool.release(pool.acquire(ChunkPool.LARGEST));
        }
        assertThat(pool.bytesReserved()).isEqualTo(ChunkPool.LARGEST);
        assertThat(pool.bytesInUse()).isZero();
    }

    @Test
    void chunksInUseAreDistinct() {
        Chunk first = pool.acquire(1);
        Chunk second = pool.acquire(1);
        assertThat(Math.abs(first.address() - second.address())).isGreaterThanOrEqualTo(4096);
        assertThat(pool.bytesReserved()).isEqualTo(2 * 4096);
    }
}
