package io.juvloop.benchmarks.figures;

import io.juvloop.benchmarks.figures.Statistics.Quartiles;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The summary of one peer's slices in one scenario: medians, and ratios to the base slice by slice.
public record Summary(
        double perSecond,
        Quartiles ratio,
        double p50,
        double p99,
        double p50Ratio,
        double p99Ratio,
        double cpuPerMessage,
        Quartiles cpuRatio,
        double userPerMessage,
        double busy,
        double residentMiB) {

    /// Sums up a peer's slices.
    public static Summary of(List<Slice> slices, Baseline base) {
        double cpu = median(slices, Slice::cpuPerMessage);
        return new Summary(
                median(slices, Slice::perSecond),
                ratios(slices, base, Slice::perSecond),
                median(slices, Slice::p50),
                median(slices, Slice::p99),
                ratios(slices, base, Slice::p50).median(),
                ratios(slices, base, Slice::p99).median(),
                cpu,
                ratios(slices, base, Slice::cpuPerMessage),
                cpu * userShare(slices),
                median(slices, Slice::busy),
                median(slices, Slice::residentKiB) / 1024);
    }

    /// The part of a message's processor time that is spent in the kernel.
    public double systemPerMessage() {
        return cpuPerMessage - userPerMessage;
    }

    /// The kernel samples the server's mode 100 to 1000 times a second: too rarely for one slice, so all slices
    /// are taken together.
    private static double userShare(List<Slice> slices) {
        long user = slices.stream().mapToLong(Slice::userTicks).sum();
        long system = slices.stream().mapToLong(Slice::systemTicks).sum();
        return user + system == 0 ? Double.NaN : (double) user / (user + system);
    }

    private static double median(List<Slice> slices, ToDoubleFunction<Slice> figure) {
        return Statistics.median(slices.stream().mapToDouble(figure).boxed().toList());
    }

    private static Quartiles ratios(List<Slice> slices, Baseline base, ToDoubleFunction<Slice> figure) {
        return Statistics.quartiles(
                slices.stream().map(slice -> base.ratio(slice, figure)).toList());
    }
}
