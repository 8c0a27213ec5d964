package io.juvloop.benchmarks.figures;

import io.juvloop.benchmarks.figures.Statistics.Quartiles;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The summary of one peer's slices at one rate. It compares the tail with the base's in two ways: slice by
/// slice, which a single stall of the machine does not change, and over all messages, which a stall that comes
/// once in many slices does change.
///
/// @param all every measured message
/// @param p50Ratio the median to the base's, slice by slice
/// @param p99Ratio the 99th percentile to the base's, slice by slice
/// @param p999Ratio the 99.9th percentile to the base's, slice by slice
/// @param p999RatioOfAll the 99.9th percentile of all messages to that of all the base's
/// @param late by how many microseconds at most 999 in 1000 messages left late, in the median slice
public record LatencySummary(
        Histogram all,
        Quartiles p50Ratio,
        Quartiles p99Ratio,
        Quartiles p999Ratio,
        double p999RatioOfAll,
        double late) {
    private static final double TAIL = 0.999;

    /// Sums up a peer's slices beside those of the base.
    public static LatencySummary of(List<Slice> slices, List<Slice> ofBase) {
        Baseline base = new Baseline(ofBase);
        Histogram all = sum(slices);
        return new LatencySummary(
                all,
                ratios(slices, base, Slice::p50),
                ratios(slices, base, Slice::p99),
                ratios(slices, base, Slice::p999),
                all.quantile(TAIL) / sum(ofBase).quantile(TAIL),
                Statistics.median(slices.stream().map(Slice::late).toList()));
    }

    private static Histogram sum(List<Slice> slices) {
        return Histogram.sum(slices.stream().map(Slice::latency).toList());
    }

    private static Quartiles ratios(List<Slice> slices, Baseline base, ToDoubleFunction<Slice> figure) {
        return Statistics.quartiles(
                slices.stream().map(slice -> base.ratio(slice, figure)).toList());
    }
}
