package io.juvloop.benchmarks.figures;

import java.util.Arrays;
import java.util.Collection;

/// The few statistics that reports use.
public final class Statistics {
    private Statistics() {}

    /// The median and the quartiles of some values.
    public record Quartiles(double lower, double median, double upper) {}

    /// The quartiles, by linear interpolation between neighbours; not a number when there are no values.
    public static Quartiles quartiles(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Quartiles(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    /// The median; not a number when there are no values.
    public static double median(Collection<Double> values) {
        return quartiles(values).median();
    }

    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
