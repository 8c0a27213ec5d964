package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Summary;
import io.juvloop.benchmarks.query.QueryLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The targets of juvloop's PostgreSQL driver, and whether a run reached them: the lowest processor time of all
/// drivers on every line, and figures of its own.
public final class QueryTargets {
    private static final String OURS = "juvloop";
    private static final String TASKS = "juvloop-tasks";
    private static final String PIPELINE = "juvloop-pipeline";
    private static final String BUFFERS = "juvloop-buffers";

    private static final double IDLE_BYTES = 8192;

    /// The microseconds of a query, by the word of its line.
    private static final Map<String, Double> CPU = Map.of(
            "1", 120.0, "2", 40.0, "3", 60.0, "4", 80.0, "5", 1000.0, "6", 250.0, "6i", 150.0, "7", 8.5, "7x16", 5.5,
            "8", 5500.0);

    private static final Map<String, Double> PER_SECOND = Map.of("5", 150.0, "6i", 700.0);

    /// The bytes of a query: the data and what a caller asks for, and next to nothing beside.
    private static final Map<String, Double> BYTES = Map.of(
            "1",
            165_000.0,
            "2",
            20_000.0,
            "3",
            210_000.0,
            "4",
            130_000.0,
            "5",
            10_000.0,
            "6",
            1000.0,
            "6i",
            1000.0,
            "7",
            400.0,
            "7x16",
            300.0,
            "8",
            21_000_000.0);

    private static final double TASK_CPU = 9.0;
    private static final double PIPELINE_CPU = 2.5;
    private static final double HALF = 0.5;

    private QueryTargets() {}

    /// What an idle connection takes, as a [ClientFigure] names it.
    public static final String IDLE = "KiB an idle connection";

    /// Returns one line for each target that the results cover; a missed one begins with `MISSED`.
    public static List<String> verdicts(List<QueryResult> results, List<ClientFigure> figures) {
        List<String> lines = new ArrayList<>();
        for (QueryResult result : results) {
            addOthers(lines, result);
            addOwn(lines, result);
            addWays(lines, result);
        }
        for (ClientFigure figure : figures) {
            if (figure.what().equals(IDLE) && figure.driver().equals(OURS)) {
                lines.add(Verdict.atMost(IDLE, figure.amount(), IDLE_BYTES / 1024, 2));
            }
        }
        return lines;
    }

    private static void addOthers(List<String> lines, QueryResult result) {
        if (!result.slices().containsKey(OURS)) {
            return;
        }
        result.result().summaries().forEach((driver, theirs) -> {
            if (!driver.contains(OURS)) {
                String what = word(result) + "CPU of " + driver + " for each of ours";
                lines.add(Verdict.above(what, theirs.cpuRatio().median(), 1, 2));
            }
        });
    }

    private static void addOwn(List<String> lines, QueryResult result) {
        String word = result.line().word();
        if (!result.slices().containsKey(OURS)) {
            return;
        }
        lines.add(Verdict.atMost(word(result) + "CPU us a query", cpu(result, OURS), CPU.get(word), 2));
        lines.add(Verdict.atMost(word(result) + "bytes a query", result.allocated(OURS), BYTES.get(word), 0));
        Double wanted = PER_SECOND.get(word);
        if (wanted != null) {
            Summary ours = result.result().summaries().get(OURS);
            lines.add(Verdict.atLeast(word(result) + "queries/s", ours.perSecond(), wanted, 0));
        }
    }

    /// The other ways to call it.
    private static void addWays(List<String> lines, QueryResult result) {
        if (result.line() == QueryLine.SELECT && result.slices().containsKey(TASKS)) {
            lines.add(Verdict.atMost(word(result) + "CPU us a query, tasks", cpu(result, TASKS), TASK_CPU, 2));
        }
        if (result.slices().containsKey(PIPELINE)) {
            lines.add(
                    Verdict.atMost(word(result) + "CPU us a query, Pipeline", cpu(result, PIPELINE), PIPELINE_CPU, 2));
        }
        if (result.slices().containsKey(BUFFERS)) {
            double wanted = BYTES.get(result.line().word()) * HALF;
            lines.add(Verdict.atMost(word(result) + "bytes a query, getBuffer", result.allocated(BUFFERS), wanted, 0));
        }
    }

    private static double cpu(QueryResult result, String driver) {
        return QueryReport.cpu(result, driver).median();
    }

    private static String word(QueryResult result) {
        return "line " + result.line().word() + ", ";
    }
}
