package io.juvloop.benchmarks.figures;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// Latencies by frequency, as the load generator counts them, in microseconds. The quantile of several slices
/// cannot be computed from the slices' quantiles, only from the sum of their histograms.
///
/// Any thread; never changes.
public final class Histogram {
    /// Of no messages: every quantile is not a number.
    public static final Histogram EMPTY = new Histogram(new double[0], new long[0], Double.NaN);

    private final double[] micros;
    private final long[] counts;
    private final double max;
    private final long count;

    private Histogram(double[] micros, long[] counts, double max) {
        this.micros = micros;
        this.counts = counts;
        this.max = max;
        this.count = Arrays.stream(counts).sum();
    }

    /// Makes a histogram from the load generator's output.
    ///
    /// @param nanos the middles of buckets, in rising order
    /// @param counts how many values each bucket has
    /// @param max the largest value, in microseconds
    public static Histogram of(double[] nanos, double[] counts, double max) {
        if (nanos.length != counts.length) {
            throw new IllegalArgumentException(nanos.length + " buckets, but " + counts.length + " counts");
        }
        return new Histogram(
                Arrays.stream(nanos).map(nano -> nano / 1000).toArray(),
                Arrays.stream(counts).mapToLong(Math::round).toArray(),
                max);
    }

    /// All values of several histograms.
    public static Histogram sum(Collection<Histogram> parts) {
        Map<Double, Long> sum = new TreeMap<>();
        double max = Double.NaN;
        for (Histogram part : parts) {
            for (int i = 0; i < part.micros.length; i++) {
                sum.merge(part.micros[i], part.counts[i], Long::sum);
            }
            max = Double.isNaN(max) || part.max > max ? part.max : max;
        }
        return new Histogram(
                sum.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                sum.values().stream().mapToLong(Long::longValue).toArray(),
                max);
    }

    /// The smallest value that is not exceeded by the given share (0 to 1) of all.
    public double quantile(double share) {
        long seen = 0;
        for (int i = 0; i < micros.length; i++) {
            seen += counts[i];
            if (seen >= share * count) {
                return Math.min(micros[i], max);
            }
        }
        return max;
    }

    /// The largest value, exactly.
    public double max() {
        return max;
    }

    /// How many values there are.
    public long count() {
        return count;
    }

    /// The middles of the buckets, in rising order.
    public double[] micros() {
        return micros.clone();
    }

    /// How many values each bucket has.
    public long[] counts() {
        return counts.clone();
    }
}
