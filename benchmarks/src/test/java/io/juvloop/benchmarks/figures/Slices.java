package io.juvloop.benchmarks.figures;

/// Slices for tests, of which only a few figures matter.
public final class Slices {
    private Slices() {}

    public static Slice at(long middle, double perSecond) {
        return at(middle, perSecond, 5);
    }

    public static Slice at(long middle, double perSecond, double cpuPerMessage) {
        return at(middle, perSecond, cpuPerMessage, latencies(50, 100));
    }

    /// A slice at a schedule that was kept.
    public static Slice at(long middle, Histogram latency) {
        return at(middle, 20_000, 5, latency);
    }

    private static Slice at(long middle, double perSecond, double cpuPerMessage, Histogram latency) {
        return new Slice(middle, perSecond, latency, 1.5, cpuPerMessage, 10, 90, 1, 0, 0, 2048);
    }

    /// A thousand messages, of which two take the time of the tail.
    public static Histogram latencies(double most, double tail) {
        return Histogram.of(new double[] {most * 1000, tail * 1000}, new double[] {998, 2}, tail);
    }
}
