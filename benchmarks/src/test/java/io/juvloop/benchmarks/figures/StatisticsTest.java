package io.juvloop.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void medianOfAnOddNumberIsTheMiddleOne() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 4.0))).isEqualTo(4);
    }

    @Test
    void medianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Statistics.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3);
    }

    @Test
    void quartilesAreInterpolated() {
        assertThat(Statistics.quartiles(List.of(1.0, 2.0, 3.0, 4.0)))
                .isEqualTo(new Statistics.Quartiles(1.75, 2.5, 3.25));
    }

    @Test
    void oneValueIsAllItsQuartiles() {
        assertThat(Statistics.quartiles(List.of(7.0))).isEqualTo(new Statistics.Quartiles(7, 7, 7));
    }

    @Test
    void nothingHasNoMedian() {
        assertThat(Statistics.median(List.of())).isNaN();
    }
}
