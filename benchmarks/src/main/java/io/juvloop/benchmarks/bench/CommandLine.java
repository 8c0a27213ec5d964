package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.Builds;
import io.juvloop.benchmarks.process.Cores;
import io.juvloop.benchmarks.process.Scenario;
import io.juvloop.benchmarks.query.QueryLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Reads [Options]: a given option replaces the default.
final class CommandLine {
    private final Command command;
    private List<String> peers = List.of();
    private List<Scenario> scenarios;
    private int slices;
    private Duration slice;
    private Duration warmup;
    private int port;
    private Cores cores = new Cores(0, 1);
    private Path out = Path.of("benchmarks", "target", "bench");
    private List<String> workloads = List.of();
    private int mebibytes = 1024;
    private Builds builds = Builds.NONE;
    private String dsn = "";
    private List<QueryLine> lines = List.of(QueryLine.values());

    CommandLine(Command command) {
        this.command = command;
        this.scenarios = command.scenarios();
        this.slices = command.slices();
        this.slice = command.slice();
        this.warmup = command.warmup();
    }

    /// Takes one option; an `IllegalArgumentException` explains a mistake.
    void take(String option, String value) {
        switch (option) {
            case "--peers", "--peer" -> peers = split(value);
            case "--sizes" ->
                scenarios = split(value).stream().map(Scenario::parse).toList();
            case "--slices" -> slices = atLeastOne(value);
            case "--slice-seconds" -> slice = seconds(value);
            case "--warmup-seconds" -> warmup = seconds(value);
            case "--port" -> port = Integer.parseInt(value);
            case "--cores" -> cores = Cores.parse(value);
            case "--out" -> out = Path.of(value);
            case "--workloads" -> workloads = split(value);
            case "--build" -> builds = Builds.parse(split(value));
            case "--dsn" -> dsn = value;
            case "--lines" ->
                lines = split(value).stream().map(QueryLine::named).toList();
            case "--mib" -> mebibytes = atLeastOne(value);
            default -> throw new IllegalArgumentException("there is no option " + option);
        }
    }

    Options options() {
        return new Options(
                command, peers, scenarios, slices, slice, warmup, port, cores, out, workloads, mebibytes, builds, dsn,
                lines);
    }

    private static List<String> split(String value) {
        return Arrays.stream(value.split("[,\\s]+", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static int atLeastOne(String value) {
        int number = Integer.parseInt(value);
        if (number < 1) {
            throw new IllegalArgumentException(value + " is not a positive number");
        }
        return number;
    }

    private static Duration seconds(String value) {
        double number = Double.parseDouble(value);
        if (!(number > 0)) {
            throw new IllegalArgumentException(value + " is not a number of seconds");
        }
        return Duration.ofNanos(Math.round(number * 1e9));
    }
}
