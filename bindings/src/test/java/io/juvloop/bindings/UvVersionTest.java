package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Versions of libuv: read, compared, and checked against the floor.
class UvVersionTest {
    @Test
    void packedNumberIsTakenApart() {
        assertThat(UvVersion.unpack(0x012c02)).isEqualTo(new UvVersion(1, 44, 2));
        assertThat(UvVersion.unpack(0x01ff00)).isEqualTo(new UvVersion(1, 255, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 44, 0, true", "1, 44, 2, true", "1, 53, 0, true", "1, 255, 255, true", "1, 43, 255, false",
        "1, 0, 0, false", "0, 44, 0, false", "0, 255, 0, false", "2, 0, 0, false", "2, 44, 0, false"
    })
    void floorIs1Dot44OfTheSameMajor(int major, int minor, int patch, boolean supported) {
        assertThat(new UvVersion(major, minor, patch).isSupported()).isEqualTo(supported);
    }

    @ParameterizedTest
    @CsvSource({"1.9.9, 1.44.0", "1.44.0, 1.44.1", "1.44.255, 1.45.0", "1.255.255, 2.0.0", "0.255.0, 1.0.0"})
    void orderIsNumericAndMajorFirst(String older, String newer) {
        assertThat(parse(older)).isLessThan(parse(newer));
        assertThat(parse(newer)).isGreaterThan(parse(older));
        assertThat(parse(older)).isEqualByComparingTo(parse(older));
    }

    @Test
    void textIsTheUsualOne() {
        assertThat(new UvVersion(1, 44, 2)).hasToString("1.44.2");
    }

    @Test
    void runningLibraryIsAtLeastTheFloorAndNotFromTheFuture() {
        assertThat(LibUv.isAtLeast(44)).isTrue();
        assertThat(LibUv.isAtLeast(LibUv.require().version().minor())).isTrue();
        assertThat(LibUv.isAtLeast(LibUv.require().version().minor() + 1)).isFalse();
    }

    private static UvVersion parse(String text) {
        String[] parts = text.split("\\.", -1);
        return new UvVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }
}
