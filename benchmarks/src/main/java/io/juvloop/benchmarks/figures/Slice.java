package io.juvloop.benchmarks.figures;

/// The results of one server in one slice of time.
///
/// @param middle nanoseconds from the start of the run to the middle of the slice
/// @param perSecond messages answered a second
/// @param latency the microseconds that messages took, seen by the client
/// @param late by how many microseconds at most 999 in 1000 messages left after they were due; not a number where none
///     is due
/// @param cpuPerMessage microseconds of the server's core for one message
/// @param userTicks clock ticks that the kernel found the server in user mode
/// @param systemTicks clock ticks that it found the server in the kernel
/// @param busy the share of the slice in which the server had its core
/// @param serverLost the share in which other programs had the server's core, by clock ticks and so only roughly
/// @param loadLost the share in which other programs had the load generator's core
/// @param residentKiB the server's resident memory after the slice
public record Slice(
        long middle,
        double perSecond,
        Histogram latency,
        double late,
        double cpuPerMessage,
        long userTicks,
        long systemTicks,
        double busy,
        double serverLost,
        double loadLost,
        long residentKiB) {

    private static final double MOST_SERVER_LOST = 0.15;
    private static final double MOST_LOAD_LOST = 0.05;
    private static final double MOST_LATE = 200;

    /// Whether other programs took so much of either core that the slice says little about the server. A host
    /// that takes the load's core away shows only in messages that leave late.
    public boolean isDisturbed() {
        return serverLost > MOST_SERVER_LOST || loadLost > MOST_LOAD_LOST || late > MOST_LATE;
    }

    /// The median latency.
    public double p50() {
        return latency.quantile(0.5);
    }

    /// The latency that one message in a hundred exceeds.
    public double p99() {
        return latency.quantile(0.99);
    }

    /// The latency that one message in a thousand exceeds.
    public double p999() {
        return latency.quantile(0.999);
    }
}
