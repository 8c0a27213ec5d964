package io.juvloop.postgres.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.postgres.ProtocolViolation;
import org.junit.jupiter.api.Test;

/// The memory that a COPY out of the server takes for what was not taken yet.
class CopyOutCapacityTest {
    private static final int GIB = 1 << 30;
    private static final int MOST = Integer.MAX_VALUE - 16;

    @Test
    void itIsDoubledAsLongAsAnArrayCanBe() {
        assertThat(CopyOutOperation.capacity(0, 0, 1)).isEqualTo(1 << 13);
        assertThat(CopyOutOperation.capacity(1 << 13, 10, 20)).isEqualTo(1 << 13);
        assertThat(CopyOutOperation.capacity(1 << 13, 1 << 13, 1)).isEqualTo(1 << 14);
        assertThat(CopyOutOperation.capacity(1 << 13, 1 << 13, 1 << 20)).isEqualTo((1 << 13) + (1 << 20));
        assertThat(CopyOutOperation.capacity(GIB, GIB, 1)).isEqualTo(MOST);
        assertThat(CopyOutOperation.capacity(GIB, GIB, GIB - 17)).isEqualTo(MOST);
    }

    @Test
    void moreThanAnArrayCanBeIsAViolationThatSaysSo() {
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> CopyOutOperation.capacity(GIB, GIB, GIB))
                .withMessageContaining("2147483648 bytes of a COPY");
        assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> CopyOutOperation.capacity(GIB, MOST, MOST));
    }
}
