package io.juvloop.benchmarks.figures;

/// What one server did in one slice of time.
///
/// @param middle nanoseconds from the start of the run to the middle of the slice
/// @param perSecond messages answered a second
/// @param p50 median latency in microseconds, seen by the client
/// @param p99 the latency that one message in a hundred exceeds
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
        double p50,
        double p99,
        double cpuPerMessage,
        long userTicks,
        long systemTicks,
        double busy,
        double serverLost,
        double loadLost,
        long residentKiB) {

    private static final double MOST_SERVER_LOST = 0.15;
    private static final double MOST_LOAD_LOST = 0.05;

    /// Whether other programs took so much of either core that the slice says little about the server.
    public boolean isDisturbed() {
        return serverLost > MOST_SERVER_LOST || loadLost > MOST_LOAD_LOST;
    }
}
