package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.LatencySummary;
import java.util.ArrayList;
import java.util.List;

/// juvloop's targets for latency at a constant rate, and whether a run reached them.
public final class LatencyTargets {
    private static final String OURS = "juvloop";
    private static final double P999 = 1.2;

    private LatencyTargets() {}

    /// Two lines for each scenario that juvloop took part in; a missed target begins with `MISSED`.
    public static List<String> verdicts(List<Result> results) {
        List<String> lines = new ArrayList<>();
        for (Result result : results) {
            LatencySummary ours = LatencyReport.summaries(result).get(OURS);
            if (ours != null) {
                String what = result.scenario() + ", p99.9 of C, ";
                lines.add(
                        Verdict.atMost(what + "slice by slice", ours.p999Ratio().median(), P999, 3));
                lines.add(Verdict.atMost(what + "all messages", ours.p999RatioOfAll(), P999, 3));
            }
        }
        return lines;
    }
}
