package io.juvloop.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private static Histogram of(double[] micros, double[] counts, double max) {
        double[] nanos = micros.clone();
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] *= 1000;
        }
        return Histogram.of(nanos, counts, max);
    }

    @Test
    void aQuantileIsTheValueThatTheShareDoesNotExceed() {
        Histogram histogram = of(new double[] {10, 20, 30}, new double[] {90, 9, 1}, 31);
        assertThat(histogram.quantile(0.5)).isEqualTo(10);
        assertThat(histogram.quantile(0.9)).isEqualTo(10);
        assertThat(histogram.quantile(0.91)).isEqualTo(20);
        assertThat(histogram.quantile(0.99)).isEqualTo(20);
        assertThat(histogram.quantile(0.999)).isEqualTo(30);
    }

    @Test
    void noQuantileExceedsTheLargestValueWhateverTheMiddleOfItsBucket() {
        assertThat(of(new double[] {30}, new double[] {1}, 29.5).quantile(1)).isEqualTo(29.5);
    }

    /// The 99.9th percentiles of the halves are 10 and 20, and neither their mean nor the larger one is that of
    /// the whole.
    @Test
    void aSumHasTheQuantilesOfAllValues() {
        Histogram calm = of(new double[] {10}, new double[] {9000}, 10);
        Histogram rough = of(new double[] {10, 20, 90}, new double[] {995, 4, 1}, 91);
        Histogram sum = Histogram.sum(List.of(calm, rough));
        assertThat(rough.quantile(0.999)).isEqualTo(20);
        assertThat(sum.quantile(0.999)).isEqualTo(10);
        assertThat(sum.quantile(0.9999)).isEqualTo(20);
        assertThat(sum.max()).isEqualTo(91);
        assertThat(sum.count()).isEqualTo(10_000);
        assertThat(sum.counts()).containsExactly(9995, 4, 1);
        assertThat(sum.micros()).containsExactly(10, 20, 90);
    }

    @Test
    void nothingHasNoQuantile() {
        assertThat(Histogram.EMPTY.quantile(0.5)).isNaN();
        assertThat(Histogram.EMPTY.max()).isNaN();
        assertThat(Histogram.sum(List.of(Histogram.EMPTY, Histogram.EMPTY)).quantile(0.5))
                .isNaN();
        assertThat(Histogram.sum(List.of(Histogram.EMPTY, of(new double[] {1}, new double[] {1}, 1)))
                        .max())
                .isEqualTo(1);
    }
}
