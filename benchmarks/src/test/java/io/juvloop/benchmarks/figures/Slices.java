package io.juvloop.benchmarks.figures;

/// Slices for tests, of which only a few figures matter.
public final class Slices {
    private Slices() {}

    public static Slice at(long middle, double perSecond) {
        return at(middle, perSecond, 5);
    }

    public static Slice at(long middle, double perSecond, double cpuPerMessage) {
        return new Slice(middle, perSecond, 50, 100, cpuPerMessage, 10, 90, 1, 0, 0, 2048);
    }
}
