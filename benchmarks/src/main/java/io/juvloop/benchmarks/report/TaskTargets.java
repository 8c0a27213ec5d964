package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The targets of tasks in fast mode, and whether a run reached them. Portable mode has no targets.
///
/// One compares every workload with an earlier build, which has to take part: `before:juvloop`, by whatever name.
public final class TaskTargets {
    private static final String OURS = "juvloop";
    private static final String OF_OTHER_BUILD = ":" + OURS;
    private static final Set<String> RESUMING = Set.of("yield-1", "yield-2", "yield-100", "yield-10000", "future");
    private static final Set<String> HANDING_OVER = Set.of("queue", "queue-batches", "queue-1");
    private static final double RESUME_NANOS = 300;
    private static final double ITEMS = 2e6;
    private static final double WAITING_KIB = 2;
    private static final double SPEED_OF_EARLIER = 0.97;

    private TaskTargets() {}

    /// Returns one line for each target that the figures cover; a missed one begins with `MISSED`.
    public static List<String> verdicts(List<Result> results, List<TaskReport.Waiting> waiting) {
        List<String> lines = new ArrayList<>();
        for (Result result : results) {
            Summary ours = result.summaries().get(OURS);
            if (ours != null && RESUMING.contains(result.scenario())) {
                double nanos = TaskReport.nanos(result.slices().get(OURS)).median();
                lines.add(Verdict.atMost(result.scenario() + ", ns to resume a task", nanos, RESUME_NANOS, 0));
            }
            if (ours != null && HANDING_OVER.contains(result.scenario())) {
                lines.add(Verdict.atLeast(result.scenario() + ", items/s", ours.perSecond(), ITEMS, 0));
            }
            if (ours != null) {
                addSpeed(lines, result, ours.ratio().median());
            }
        }
        for (TaskReport.Waiting figures : waiting) {
            if (figures.peer().equals(OURS)) {
                String what = figures.count() + " waiting in " + figures.place() + ", KiB each";
                lines.add(Verdict.atMost(what, figures.kib(), WAITING_KIB, 2));
            }
        }
        return lines;
    }

    /// Both have a ratio to the same base.
    private static void addSpeed(List<String> lines, Result result, double ours) {
        result.summaries().forEach((peer, earlier) -> {
            if (peer.endsWith(OF_OTHER_BUILD)) {
                double speed = ours / earlier.ratio().median();
                lines.add(Verdict.atLeast(result.scenario() + ", speed of " + peer, speed, SPEED_OF_EARLIER, 3));
            }
        });
    }
}
