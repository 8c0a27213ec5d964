package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What juvloop has set itself to reach, and whether its servers reached it in a run.
public final class Targets {
    private static final String OURS = "juvloop";
    private static final List<String> TO_BE_AHEAD_OF =
            List.of("netty-epoll", "virtual-threads", "vertx", "uvloop", "node", "asyncio");

    private static final String STREAMS = "juvloop-streams";
    private static final List<String> STREAMS_TO_BE_AHEAD_OF = List.of("virtual-threads", "uvloop-streams");

    private static final double MESSAGES = 0.97;
    private static final double MESSAGES_PIPELINED = 0.95;
    private static final double CPU = 1.08;
    private static final double P99 = 1.2;
    private static final double USER_MICROSECONDS = 0.35;
    private static final double STREAMS_OF_PROTOCOL = 0.90;

    private Targets() {}

    /// One line for each target that the results say something about; a missed one begins with `MISSED`.
    public static List<String> verdicts(List<Result> results) {
        List<String> lines = new ArrayList<>();
        for (Result result : results) {
            Summary ours = result.summaries().get(OURS);
            if (ours != null) {
                addVerdicts(lines, result, ours);
            }
            addStreamVerdicts(lines, result);
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

    /// Streams in fast mode, which cost a task more than the protocol does.
    private static void addStreamVerdicts(List<String> lines, Result result) {
        Summary protocol = result.summaries().get(OURS);
        Summary streams = result.summaries().get(STREAMS);
        if (streams == null) {
            return;
        }
        double ratio = streams.ratio().median();
        if (protocol != null && result.scenario().equals("1 KiB")) {
            double ofProtocol = ratio / protocol.ratio().median();
            lines.add(atLeast(result.scenario(), "streams of protocol", ofProtocol, STREAMS_OF_PROTOCOL));
        }
        for (String peer : STREAMS_TO_BE_AHEAD_OF) {
            Summary theirs = result.summaries().get(peer);
            if (theirs != null) {
                lines.add(atLeast(
                        result.scenario(),
                        "streams against " + peer,
                        ratio,
                        theirs.ratio().median()));
            }
        }
    }

    private static String atLeast(String scenario, String what, double reached, double wanted) {
        return Verdict.atLeast(scenario + ", " + what, reached, wanted, 3);
    }

    private static String atMost(String scenario, String what, double reached, double wanted) {
        return Verdict.atMost(scenario + ", " + what, reached, wanted, 3);
    }
}
