package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.process.Cores;
import io.juvloop.benchmarks.process.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What the command line asks for. An empty value counts as not given, so that `make` may pass its variables as
/// they are.
public record Options(
        String command,
        List<String> peers,
        List<Scenario> scenarios,
        int slices,
        Duration slice,
        Duration warmup,
        int port,
        Cores cores,
        Path out,
        List<String> workloads,
        int mebibytes) {

    private static final Set<String> COMMANDS =
            Set.of("echo", "udp", "idle", "epsilon", "startup", "serve", "spawn", "tasks", "files", "worker");

    /// What `--help` and a mistake print.
    public static final String USAGE = """
            usage: juvloop-benchmarks.jar [echo] [--peers a,b] [--sizes 64,1024,64x16] [--slices N]
                                          [--slice-seconds S] [--warmup-seconds S] [--cores SERVER,LOAD] [--out DIR]
                   juvloop-benchmarks.jar udp      echo of datagrams, with the options of echo
                   juvloop-benchmarks.jar idle     memory of 10 000 idle connections
                   juvloop-benchmarks.jar epsilon  10 million messages without a garbage collector
                   juvloop-benchmarks.jar startup  time from exec to the ready line
                   juvloop-benchmarks.jar tasks    what tasks cost [--workloads yield-1,queue,memory], with the
                                                   options of echo except the sizes
                   juvloop-benchmarks.jar spawn    what children cost [--workloads spawn,spawn-8,communicate], with
                                                   the options of tasks
                   juvloop-benchmarks.jar files    reading of a file of 1 GiB in pieces of 64 KiB [--mib N], with
                                                   the options of echo except the sizes
                   juvloop-benchmarks.jar serve --peer NAME [--port N]  one of this jar's own peers
                   juvloop-benchmarks.jar worker --peer NAME            one of this jar's own workers of tasks""";

    private static final Options DEFAULTS = new Options(
            "echo",
            List.of(),
            Scenario.STANDARD,
            50,
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            0,
            new Cores(0, 1),
            Path.of("benchmarks", "target", "bench"),
            List.of(),
            1024);

    /// Reads the command line; an `IllegalArgumentException` names the mistake.
    public static Options parse(String... arguments) {
        Options options = DEFAULTS;
        int next = 0;
        if (arguments.length > 0 && !arguments[0].startsWith("--")) {
            options = options.withCommand(arguments[0]);
            next = 1;
        }
        for (; next < arguments.length; next += 2) {
            if (next + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[next] + " needs a value");
            }
            if (!arguments[next + 1].isBlank()) {
                options = options.with(arguments[next], arguments[next + 1].strip());
            }
        }
        return options;
    }

    private Options withCommand(String name) {
        if (!COMMANDS.contains(name)) {
            throw new IllegalArgumentException("there is no command " + name);
        }
        List<Scenario> standard = name.equals("udp") ? Scenario.DATAGRAMS : scenarios;
        return new Options(name, peers, standard, slices, slice, warmup, port, cores, out, workloads, mebibytes);
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--peers", "--peer" ->
                new Options(
                        command,
                        split(value),
                        scenarios,
                        slices,
                        slice,
                        warmup,
                        port,
                        cores,
                        out,
                        workloads,
                        mebibytes);
            case "--sizes" -> {
                List<Scenario> chosen =
                        split(value).stream().map(Scenario::parse).toList();
                yield new Options(
                        command, peers, chosen, slices, slice, warmup, port, cores, out, workloads, mebibytes);
            }
            case "--slices" ->
                new Options(
                        command,
                        peers,
                        scenarios,
                        atLeastOne(value),
                        slice,
                        warmup,
                        port,
                        cores,
                        out,
                        workloads,
                        mebibytes);
            case "--slice-seconds" ->
                new Options(
                        command,
                        peers,
                        scenarios,
                        slices,
                        seconds(value),
                        warmup,
                        port,
                        cores,
                        out,
                        workloads,
                        mebibytes);
            case "--warmup-seconds" ->
                new Options(
                        command,
                        peers,
                        scenarios,
                        slices,
                        slice,
                        seconds(value),
                        port,
                        cores,
                        out,
                        workloads,
                        mebibytes);
            case "--port" ->
                new Options(
                        command,
                        peers,
                        scenarios,
                        slices,
                        slice,
                        warmup,
                        Integer.parseInt(value),
                        cores,
                        out,
                        workloads,
                        mebibytes);
            case "--cores" ->
                new Options(
                        command,
                        peers,
                        scenarios,
                        slices,
                        slice,
                        warmup,
                        port,
                        Cores.parse(value),
                        out,
                        workloads,
                        mebibytes);
            case "--out" ->
                new Options(
                        command,
                        peers,
                        scenarios,
                        slices,
                        slice,
                        warmup,
                        port,
                        cores,
                        Path.of(value),
                        workloads,
                        mebibytes);
            case "--workloads" ->
                new Options(
                        command, peers, scenarios, slices, slice, warmup, port, cores, out, split(value), mebibytes);
            case "--mib" ->
                new Options(
                        command,
                        peers,
                        scenarios,
                        slices,
                        slice,
                        warmup,
                        port,
                        cores,
                        out,
                        workloads,
                        atLeastOne(value));
            default -> throw new IllegalArgumentException("there is no option " + option);
        };
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
