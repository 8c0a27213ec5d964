package io.juvloop.benchmarks.process;

import java.util.List;

/// One shape of load: how many bytes a message has, over how many connections, and how many messages each
/// connection keeps on their way.
public record Scenario(int size, int connections, int pipeline) {
    /// What is measured unless the command line says otherwise.
    public static final List<Scenario> STANDARD = List.of(
            new Scenario(64, 10, 1),
            new Scenario(1024, 10, 1),
            new Scenario(10 * 1024, 10, 1),
            new Scenario(100 * 1024, 10, 1),
            new Scenario(64, 10, 16));

    /// What is measured of datagrams unless the command line says otherwise; what is on its way together fits
    /// into the kernel's standard buffer of one socket, or the measure would be how it drops them.
    public static final List<Scenario> DATAGRAMS =
            List.of(new Scenario(64, 10, 8), new Scenario(1024, 10, 8), new Scenario(8 * 1024, 10, 1));

    /// Reads the command line's form: `1024`, or `64x16` for 16 messages pipelined.
    public static Scenario parse(String text) {
        String[] parts = text.split("x", 2);
        try {
            return new Scenario(Integer.parseInt(parts[0]), 10, parts.length == 1 ? 1 : Integer.parseInt(parts[1]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + " is not a size such as 1024 or 64x16", e);
        }
    }

    public Scenario {
        if (size < 1 || connections < 1 || pipeline < 1) {
            throw new IllegalArgumentException("a scenario has at least one byte, one connection and one message");
        }
    }

    /// The name in tables and in JSON, such as `10 KiB` or `64 B x16`.
    public String name() {
        String bytes = size % 1024 == 0 ? size / 1024 + " KiB" : size + " B";
        return pipeline == 1 ? bytes : bytes + " x" + pipeline;
    }
}
