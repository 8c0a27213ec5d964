package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What juvloop has set itself to reach, and whether the protocol server reached it in a run.
public final class Targets {
    private static final String OURS = "juvloop";
    private static final List<String> TO_BE_AHEAD_OF =
            List.of("netty-epoll", "virtual-threads", "vertx", "uvloop", "node", "asyncio");

    private static final double MESSAGES = 0.97;
    private static final double MESSAGES_PIPELINED = 0.95;
    private static final double CPU = 1.08;
    private static final double P99 = 1.2;
    private static final double USER_MICROSECONDS = 0.35;

    private Targets() {}

    /// One line for each target that the results say something about; a missed one begins with `MISSED`.
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
        String scenario = result.scenario();
        boolean pipelined = scenario.contains("x");
        double ratio = ours.ratio().median();
        lines.add(atLeast(scenario, "messages/s of C", ratio, pipelined ? MESSAGES_PIPELINED : MESSAGES));
        lines.add(atMost(scenario, "p99 of C", ours.p99Ratio(), P99));
        if (!pipelined) {
            lines.add(atMost(scenario, "CPU per message of C", ours.cpuRatio(), CPU));
        }
        if (scenario.equals("64 B")) {
            lines.add(atMost(scenario, "user CPU per message in us", ours.userPerMessage(), USER_MICROSECONDS));
        }
        for (Map.Entry<String, Summary> peer : result.summaries().entrySet()) {
            if (TO_BE_AHEAD_OF.contains(peer.getKey())) {
                double theirs = peer.getValue().ratio().median();
                lines.add(atLeast(scenario, "messages/s against " + peer.getKey(), ratio, theirs));
            }
        }
    }

    private static String atLeast(String scenario, String what, double reached, double wanted) {
        return verdict(reached >= wanted, scenario, what, reached, " >= ", wanted);
    }

    private static String atMost(String scenario, String what, double reached, double wanted) {
        return verdict(reached <= wanted, scenario, what, reached, " <= ", wanted);
    }

    private static String verdict(
            boolean met, String scenario, String what, double reached, String relation, double wanted) {
        return (met ? "met     " : "MISSED  ") + scenario + ", " + what + ": " + Decimal.fixed(reached, 3) + relation
                + Decimal.fixed(wanted, 3);
    }
}
