package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Baseline;
import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// The result of one scenario: the slices of every peer, by name, and their summaries in the same order, with
/// ratios to the base.
public record Result(String scenario, String base, Map<String, List<Slice>> slices, Map<String, Summary> summaries) {
    /// Sums up slices, with ratios to the peer of the given name.
    public static Result of(String scenario, Map<String, List<Slice>> slices, String base) {
        Baseline baseline = new Baseline(slices.get(base));
        Map<String, Summary> summaries = new LinkedHashMap<>();
        slices.forEach((peer, own) -> summaries.put(peer, Summary.of(own, baseline)));
        return new Result(scenario, base, slices, summaries);
    }

    /// Converts the figures of each peer, in order.
    ///
    /// @param <T> the type of the converted figures
    /// @param form makes it of one peer's summary and slices
    <T> Map<String, T> byPeer(BiFunction<Summary, List<Slice>, T> form) {
        Map<String, T> formed = new LinkedHashMap<>();
        summaries.forEach((peer, summary) -> formed.put(peer, form.apply(summary, slices.get(peer))));
        return formed;
    }
}
