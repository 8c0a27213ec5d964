package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Summary;
import java.util.ArrayList;
import java.util.List;

/// Compares a server between two builds: each `NAME:peer` of a run is set beside the `peer` of this build. Both
/// have a ratio to the same base, so the ratio of these two is taken.
final class BuildComparison {
    private BuildComparison() {}

    static List<String> lines(List<Result> results) {
        List<String> lines = new ArrayList<>();
        for (Result result : results) {
            result.summaries().forEach((name, earlier) -> {
                Summary now = result.summaries().get(name.substring(name.indexOf(':') + 1));
                if (name.indexOf(':') >= 0 && now != null) {
                    lines.add(result.scenario() + ", of " + name + ": messages/s "
                            + ratio(now.ratio().median(), earlier.ratio().median()) + ", CPU a message "
                            + ratio(now.cpuRatio().median(), earlier.cpuRatio().median()));
                }
            });
        }
        return lines;
    }

    private static String ratio(double now, double earlier) {
        return Decimal.fixed(now / earlier, 3);
    }
}
