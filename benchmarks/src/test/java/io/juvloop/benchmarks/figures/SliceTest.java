package io.juvloop.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SliceTest {
    private static Slice slice(double late, double serverLost, double loadLost) {
        return new Slice(0, 1, Histogram.EMPTY, late, 1, 0, 0, 1, serverLost, loadLost, 0);
    }

    @Test
    void isDisturbedWhenOthersHadACoreOrMessagesLeftLate() {
        assertThat(slice(Double.NaN, 0, 0).isDisturbed()).isFalse();
        assertThat(slice(10, 0, 0).isDisturbed()).isFalse();
        assertThat(slice(10, 0.2, 0).isDisturbed()).isTrue();
        assertThat(slice(10, 0, 0.1).isDisturbed()).isTrue();
        assertThat(slice(1000, 0, 0).isDisturbed()).isTrue();
    }
}
