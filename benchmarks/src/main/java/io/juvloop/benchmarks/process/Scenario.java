package io.juvloop.benchmarks.process;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One shape of load: how many bytes a message has, over how many connections, and how many messages each
/// connection has in flight.
///
/// @param rate of messages a second that are due by a schedule, over all connections, whatever comes back; 0 for
///   a new message per answer
/// @param kind whether messages are counted, or the handshakes of so many connections at a time
/// @param handshakeRate how many handshakes a second begin beside the messages, on other connections
public record Scenario(int size, int connections, int pipeline, int rate, Kind kind, int handshakeRate) {
    /// What is counted and timed.
    public enum Kind {
        /// Messages over connections that stay.
        MESSAGES,
        /// Connections from their beginning to the answer of one message, each with a full handshake.
        FULL,
        /// The same with handshakes that resume a session.
        RESUMED
    }

    private static final int CONNECTIONS = 10;
    private static final int MESSAGE_OF_HANDSHAKE = 64;

    private static final Pattern MESSAGES =
            Pattern.compile("(?<size>\\d+)(?:x(?<pipeline>\\d+))?(?:/(?<connections>\\d+))?"
                    + "(?:@(?<rate>\\d+)(?:[+](?<handshakes>\\d+))?)?");
    private static final Pattern HANDSHAKES = Pattern.compile("(?<kind>full|resumed)(?:/(?<connections>\\d+))?");

    /// What is measured by default.
    public static final List<Scenario> STANDARD = List.of(
            new Scenario(64, CONNECTIONS, 1),
            new Scenario(1024, CONNECTIONS, 1),
            new Scenario(10 * 1024, CONNECTIONS, 1),
            new Scenario(100 * 1024, CONNECTIONS, 1),
            new Scenario(64, CONNECTIONS, 16),
            new Scenario(64, 1, 1),
            new Scenario(1024, 1, 1));

    /// What is measured of datagrams by default. All messages in flight fit into the kernel's standard buffer of
    /// one socket; otherwise the kernel's dropping would be measured.
    public static final List<Scenario> DATAGRAMS = List.of(
            new Scenario(64, CONNECTIONS, 8),
            new Scenario(1024, CONNECTIONS, 8),
            new Scenario(8 * 1024, CONNECTIONS, 1));

    /// What is measured of latency by default.
    public static final List<Scenario> SCHEDULED =
            List.of(new Scenario(1024, 100, 1, 20_000), new Scenario(1024, 100, 1, 40_000));

    /// What is measured of TLS by default.
    public static final List<Scenario> ENCRYPTED = List.of(
            new Scenario(64, CONNECTIONS, 1),
            new Scenario(1024, CONNECTIONS, 1),
            new Scenario(10 * 1024, CONNECTIONS, 1),
            new Scenario(100 * 1024, CONNECTIONS, 1),
            handshakes(Kind.FULL, CONNECTIONS),
            handshakes(Kind.RESUMED, CONNECTIONS),
            new Scenario(64, CONNECTIONS, 1, 2000, Kind.MESSAGES, 500));

    /// Reads the command line's form: `1024`, `64x16` for 16 messages pipelined, `64/1` for one connection,
    /// `1024/100@20000` for 20 000 messages a second over 100, `64@2000+500` with 500 handshakes a second beside
    /// them, `full` and `resumed/20` for handshakes alone.
    public static Scenario parse(String text) {
        Matcher handshakes = HANDSHAKES.matcher(text);
        if (handshakes.matches()) {
            Kind kind = handshakes.group("kind").equals("full") ? Kind.FULL : Kind.RESUMED;
            return handshakes(kind, number(handshakes.group("connections"), CONNECTIONS));
        }
        Matcher form = MESSAGES.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    text + " is not a size such as 1024, 64x16, 64/1, 1024/100@20000, 64@2000+500, full or resumed");
        }
        return new Scenario(
                Integer.parseInt(form.group("size")),
                number(form.group("connections"), CONNECTIONS),
                number(form.group("pipeline"), 1),
                number(form.group("rate"), 0),
                Kind.MESSAGES,
                number(form.group("handshakes"), 0));
    }

    private static int number(@Nullable String text, int otherwise) {
        return text == null ? otherwise : Integer.parseInt(text);
    }

    private static Scenario handshakes(Kind kind, int connections) {
        return new Scenario(MESSAGE_OF_HANDSHAKE, connections, 1, 0, kind, 0);
    }

    /// A scenario in which each answer allows a new message.
    public Scenario(int size, int connections, int pipeline) {
        this(size, connections, pipeline, 0);
    }

    /// A scenario of messages alone.
    public Scenario(int size, int connections, int pipeline, int rate) {
        this(size, connections, pipeline, rate, Kind.MESSAGES, 0);
    }

    public Scenario {
        if (size < 1 || connections < 1 || pipeline < 1 || rate < 0 || handshakeRate < 0) {
            throw new IllegalArgumentException("a scenario has at least one byte, one connection and one message");
        }
    }

    /// Whether messages leave by a schedule.
    public boolean isScheduled() {
        return rate > 0;
    }

    /// Whether it has handshakes, and so is for TLS.
    public boolean hasHandshakes() {
        return kind != Kind.MESSAGES || handshakeRate > 0;
    }

    /// The name in tables and in JSON, such as `10 KiB`, `64 B x16` or `64 B, 1 connection`.
    public String name() {
        String bytes = size % 1024 == 0 ? size / 1024 + " KiB" : size + " B";
        String what = switch (kind) {
            case MESSAGES -> pipeline == 1 ? bytes : bytes + " x" + pipeline;
            case FULL -> "full handshakes";
            case RESUMED -> "resumed handshakes";
        };
        String all = switch (connections) {
            case CONNECTIONS -> what;
            case 1 -> what + ", 1 connection";
            default -> what + ", " + connections + " connections";
        };
        String scheduled = isScheduled() ? all + ", " + rate + "/s" : all;
        return handshakeRate > 0 ? scheduled + ", " + handshakeRate + " handshakes/s" : scheduled;
    }
}
