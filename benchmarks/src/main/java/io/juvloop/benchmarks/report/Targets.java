package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// juvloop's targets as a server over TCP, and whether a run reached them.
///
/// Two targets compare it with an earlier build, which has to take part: `before:juvloop`, by whatever name. They
/// leave room for the spread that two runs of the same program have.
public final class Targets {
    private static final String OURS = "juvloop";
    private static final String STREAMS = "juvloop-streams";
    private static final String SOCKETS = "juvloop-sockets";
    private static final String OF_OTHER_BUILD = ":" + OURS;

    private static final List<String> TO_BE_AHEAD_OF = List.of("netty-epoll", "nio-selector", "vertx");
    private static final String TO_BE_LEVEL_WITH = "netty-io_uring";
    private static final double MESSAGES = 0.99;

    private static final Set<String> SMALL = Set.of("64 B", "1 KiB");
    private static final double CPU_SMALL = 1.00;
    private static final double CPU = 1.02;

    private static final Map<String, Double> STREAMS_MESSAGES =
            Map.of("64 B", 0.93, "1 KiB", 0.93, "10 KiB", 0.93, "100 KiB", 0.90);
    private static final double SOCKETS_MESSAGES = 0.92;

    /// With one message in flight the way through an idle loop counts, for which C is no measure.
    private static final String ONE_CONNECTION = ", 1 connection";

    private static final double PING_PONG_OF_EARLIER = 0.99;
    private static final double START_UP_OF_EARLIER = 1.02;
    private static final double IDLE_KIB = 0.6;

    private Targets() {}

    /// Returns one line for each target that the results of an `echo` run cover; a missed one begins with
    /// `MISSED`.
    public static List<String> verdicts(List<Result> results) {
        List<String> lines = new ArrayList<>();
        for (Result result : results) {
            if (result.scenario().endsWith(ONE_CONNECTION)) {
                addPingPong(lines, result);
            } else {
                addProtocol(lines, result);
                addTasks(lines, result);
            }
        }
        return lines;
    }

    /// The line about the memory of an idle connection, as measured by the `idle` command.
    public static String idle(double kib) {
        return Verdict.atMost("KiB an idle connection", kib, IDLE_KIB, 2);
    }

    /// Returns the line about the garbage of a message, as measured by the `epsilon` command. A few objects of
    /// the JVM's own among millions of messages are not a message's, and vanish in the second decimal.
    public static String garbage(double bytesPerMessage) {
        return Verdict.atMost("bytes of garbage a message", Math.round(bytesPerMessage * 100) / 100.0, 0, 2);
    }

    /// The lines about start-up, as measured by the `startup` command.
    ///
    /// @param medians the time from exec to the ready line, by what was started
    public static List<String> startUp(Map<String, Double> medians) {
        Double ours = medians.get(OURS);
        return medians.entrySet().stream()
                .filter(entry -> ours != null && entry.getKey().endsWith(OF_OTHER_BUILD))
                .map(entry -> Verdict.atMost(
                        "start-up of " + entry.getKey(), ours / entry.getValue(), START_UP_OF_EARLIER, 3))
                .toList();
    }

    private static void addPingPong(List<String> lines, Result result) {
        Summary ours = result.summaries().get(OURS);
        result.summaries().forEach((peer, earlier) -> {
            if (ours != null && peer.endsWith(OF_OTHER_BUILD)) {
                String what = result.scenario() + ", messages/s of " + peer;
                lines.add(Verdict.atLeast(what, messages(ours) / messages(earlier), PING_PONG_OF_EARLIER, 3));
            }
        });
    }

    private static void addProtocol(List<String> lines, Result result) {
        Summary ours = result.summaries().get(OURS);
        if (ours == null) {
            return;
        }
        String scenario = result.scenario() + ", ";
        double cpu = SMALL.contains(result.scenario()) ? CPU_SMALL : CPU;
        lines.add(
                Verdict.atMost(scenario + "CPU a message of C", ours.cpuRatio().median(), cpu, 3));
        lines.add(Verdict.atLeast(scenario + "messages/s of C", messages(ours), MESSAGES, 3));
        for (String peer : TO_BE_AHEAD_OF) {
            Summary theirs = result.summaries().get(peer);
            if (theirs != null) {
                lines.add(Verdict.above(scenario + "messages/s ahead of " + peer, messages(ours), messages(theirs), 3));
            }
        }
        Summary level = result.summaries().get(TO_BE_LEVEL_WITH);
        if (level != null) {
            String what = scenario + "messages/s level with " + TO_BE_LEVEL_WITH;
            lines.add(Verdict.atLeast(what, messages(ours), messages(level), 3));
        }
    }

    /// Tasks in fast mode, which cost a switch to the task more than a protocol does.
    private static void addTasks(List<String> lines, Result result) {
        Summary streams = result.summaries().get(STREAMS);
        Double wanted = STREAMS_MESSAGES.get(result.scenario());
        if (streams != null && wanted != null) {
            lines.add(Verdict.atLeast(result.scenario() + ", streams of C", messages(streams), wanted, 3));
        }
        Summary sockets = result.summaries().get(SOCKETS);
        if (sockets != null) {
            lines.add(Verdict.atLeast(result.scenario() + ", sockets of C", messages(sockets), SOCKETS_MESSAGES, 3));
        }
    }

    private static double messages(Summary summary) {
        return summary.ratio().median();
    }
}
