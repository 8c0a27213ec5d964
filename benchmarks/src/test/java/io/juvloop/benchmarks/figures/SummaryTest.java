package io.juvloop.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    /// The machine halves its speed in the middle of the run: the medians say nothing, the ratios do.
    @Test
    void ratiosSurviveAChangeOfTheMachinesSpeed() {
        Baseline base = new Baseline(List.of(Slices.at(0, 1000), Slices.at(10, 1000), Slices.at(20, 500)));
        Summary summary =
                Summary.of(List.of(Slices.at(1, 900), Slices.at(9, 900), Slices.at(20, 450), Slices.at(25, 450)), base);
        assertThat(summary.ratio().lower()).isEqualTo(0.9, within(1e-9));
        assertThat(summary.ratio().median()).isEqualTo(0.9, within(1e-9));
        assertThat(summary.ratio().upper()).isEqualTo(0.9, within(1e-9));
        assertThat(summary.perSecond()).isEqualTo(675);
    }

    @Test
    void processorTimeIsDividedByTheTicksOfAllSlices() {
        List<Slice> slices = List.of(sampled(0, 30, 70), sampled(1, 10, 90));
        Summary summary = Summary.of(slices, new Baseline(slices));
        assertThat(summary.userPerMessage()).isEqualTo(1.6, within(1e-9));
        assertThat(summary.systemPerMessage()).isEqualTo(6.4, within(1e-9));
    }

    private static Slice sampled(long middle, long userTicks, long systemTicks) {
        return new Slice(middle, 1, Histogram.EMPTY, Double.NaN, 8, userTicks, systemTicks, 1, 0, 0, 1024);
    }
}
