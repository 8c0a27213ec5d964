package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Histogram;
import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// juvloop's targets over TLS with the JDK's engine, and whether a run reached them.
///
/// What is left when the engine is the same for all is what stands around it. So the measure is a loop that was
/// written by hand around that engine, and Netty's; C has another engine, which computes large records faster.
public final class TlsTargets {
    private static final String BASE = "c-libuv";
    private static final String OURS = "juvloop";
    private static final String STREAMS = "juvloop-streams";
    private static final String LEVEL_WITH = "nio-selector";
    private static final String AHEAD_OF = "netty-jdk";
    private static final Set<String> SMALL = Set.of("64 B", "1 KiB");
    private static final double STREAMS_OF_OURS = 0.90;
    private static final double P99_MILLIS = 1;
    private static final double IDLE_KIB = 12;

    private TlsTargets() {}

    /// Returns one line for each target that the results cover; a missed one begins with `MISSED`.
    public static List<String> verdicts(List<Result> results) {
        List<String> lines = new ArrayList<>();
        for (Result result : results) {
            Summary ours = result.summaries().get(OURS);
            if (ours == null) {
                continue;
            }
            if (result.scenario().endsWith(" handshakes/s")) {
                lines.add(p99(result));
            } else if (result.scenario().contains("handshakes")) {
                addHandshakes(lines, result, ours);
            } else {
                addMessages(lines, result, ours);
            }
        }
        return lines;
    }

    /// The line about the memory of an idle connection.
    public static String idle(double kib) {
        return Verdict.atMost("KiB an idle TLS connection", kib, IDLE_KIB, 2);
    }

    private static void addMessages(List<String> lines, Result result, Summary ours) {
        String scenario = result.scenario() + ", ";
        result.summaries().forEach((peer, theirs) -> {
            if (peer.equals(LEVEL_WITH)) {
                lines.add(Verdict.atLeast(
                        scenario + "messages/s level with " + peer, messages(ours), messages(theirs), 3));
            } else if (peer.equals(AHEAD_OF) || (SMALL.contains(result.scenario()) && isRival(peer))) {
                lines.add(Verdict.above(scenario + "messages/s ahead of " + peer, messages(ours), messages(theirs), 3));
            }
        });
        Summary streams = result.summaries().get(STREAMS);
        if (streams != null) {
            double share = messages(streams) / messages(ours);
            lines.add(Verdict.atLeast(scenario + "streams of our protocol", share, STREAMS_OF_OURS, 3));
        }
    }

    private static boolean isRival(String peer) {
        return !peer.equals(BASE) && !peer.contains(OURS);
    }

    private static void addHandshakes(List<String> lines, Result result, Summary ours) {
        Summary theirs = result.summaries().get(AHEAD_OF);
        if (theirs != null) {
            String what = result.scenario() + ", as many a second as " + AHEAD_OF;
            lines.add(Verdict.atLeast(what, messages(ours), messages(theirs), 3));
        }
    }

    /// Of the messages of all slices together: one slice has too few for a hundredth of them.
    private static String p99(Result result) {
        List<Histogram> latencies =
                result.slices().get(OURS).stream().map(Slice::latency).toList();
        double millis = Histogram.sum(latencies).quantile(0.99) / 1000;
        return Verdict.atMost(result.scenario() + ", p99 in ms", millis, P99_MILLIS, 2);
    }

    private static double messages(Summary summary) {
        return summary.ratio().median();
    }
}
