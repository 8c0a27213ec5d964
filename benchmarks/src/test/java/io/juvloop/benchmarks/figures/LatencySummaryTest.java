package io.juvloop.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencySummaryTest {
    private final List<Slice> base = IntStream.range(0, 5)
            .mapToObj(i -> Slices.at(2L * i, Slices.latencies(50, 100)))
            .toList();

    private static List<Slice> withOneStall() {
        return IntStream.range(0, 5)
                .mapToObj(i -> Slices.at(2L * i + 1, Slices.latencies(55, i == 3 ? 9000 : 110)))
                .toList();
    }

    @Test
    void oneBadMomentChangesNoMedianOfSlicesButThePercentileOfAll() {
        LatencySummary summary = LatencySummary.of(withOneStall(), base);
        assertThat(summary.p50Ratio().median()).isEqualTo(1.1, within(1e-9));
        assertThat(summary.p999Ratio().median()).isEqualTo(1.1, within(1e-9));
        assertThat(summary.all().quantile(0.9999)).isEqualTo(9000);
        assertThat(summary.all().count()).isEqualTo(5000);
        assertThat(summary.late()).isEqualTo(1.5);
    }

    @Test
    void theBaseComparedWithItselfIsOne() {
        LatencySummary summary = LatencySummary.of(base, base);
        assertThat(summary.p99Ratio()).isEqualTo(new Statistics.Quartiles(1, 1, 1));
        assertThat(summary.p999RatioOfAll()).isEqualTo(1);
    }
}
