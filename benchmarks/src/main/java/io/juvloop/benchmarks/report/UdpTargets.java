package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Summary;
import java.util.ArrayList;
import java.util.List;

/// juvloop's targets for datagrams, and whether a run reached them.
public final class UdpTargets {
    private static final String OURS = "juvloop";
    private static final List<String> TO_BE_AHEAD_OF = List.of("netty-epoll", "uvloop", "asyncio");
    private static final double MESSAGES = 0.97;
    private static final double MESSAGES_PIPELINED = 0.95;
    private static final double CPU = 1.08;
    private static final double P99 = 1.2;

    private UdpTargets() {}

    /// Returns one line for each target that the results cover; a missed one begins with `MISSED`.
    public static List<String> verdicts(List<Result> results) {
        List<String> lines = new ArrayList<>();
        for (Result result : results) {
            Summary ours = result.summaries().get(OURS);
            if (ours != null) {
                addVerdicts(lines, result, ours);
            }
        }
        return lines;
    }

    private static void addVerdicts(List<String> lines, Result result, Summary ours) {
        String scenario = result.scenario() + ", ";
        boolean pipelined = result.scenario().contains(" x");
        double ratio = ours.ratio().median();
        lines.add(Verdict.atLeast(scenario + "messages/s of C", ratio, pipelined ? MESSAGES_PIPELINED : MESSAGES, 3));
        lines.add(Verdict.atMost(scenario + "p99 of C", ours.p99Ratio(), P99, 3));
        if (!pipelined) {
            lines.add(Verdict.atMost(
                    scenario + "CPU per message of C", ours.cpuRatio().median(), CPU, 3));
        }
        for (String peer : TO_BE_AHEAD_OF) {
            Summary theirs = result.summaries().get(peer);
            if (theirs != null) {
                lines.add(Verdict.above(
                        scenario + "messages/s against " + peer,
                        ratio,
                        theirs.ratio().median(),
                        3));
            }
        }
    }
}
