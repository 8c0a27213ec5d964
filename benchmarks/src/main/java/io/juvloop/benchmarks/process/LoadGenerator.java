package io.juvloop.benchmarks.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The load generator in slice mode: a process of its own on the other core, connected to one server, which it
/// loads on command; between commands it sleeps.
public final class LoadGenerator implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;

    private LoadGenerator(Process process) {
        this.process = process;
        this.answers = process.inputReader();
        this.commands = process.outputWriter();
    }

    /// Returns the command of a load generator; the port is text, because it differs in each run and a report
    /// shows a placeholder.
    public static List<String> command(Path program, String port, Scenario scenario, Cores cores) {
        List<String> command = new ArrayList<>(cores.pinLoad());
        command.addAll(List.of(
                program.toString(),
                "--slices",
                "--port",
                port,
                "--connections",
                Integer.toString(scenario.connections()),
                "--size",
                Integer.toString(scenario.size()),
                scenario.isScheduled() ? "--rate" : "--pipeline",
                Integer.toString(scenario.isScheduled() ? scenario.rate() : scenario.pipeline())));
        command.addAll(handshakes(scenario));
        return command;
    }

    private static List<String> handshakes(Scenario scenario) {
        if (scenario.handshakeRate() > 0) {
            return List.of("--handshake-rate", Integer.toString(scenario.handshakeRate()));
        }
        return switch (scenario.kind()) {
            case MESSAGES -> List.of();
            case FULL -> List.of("--handshakes", "full");
            case RESUMED -> List.of("--handshakes", "resumed");
        };
    }

    /// Connects to a server; an `IOException` contains the reason of a failure.
    public static LoadGenerator connect(Path program, int port, Scenario scenario, Cores cores)
            throws IOException, InterruptedException {
        List<String> command = command(program, Integer.toString(port), scenario, cores);
        Process process = Children.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        LoadGenerator load = new LoadGenerator(process);
        String greeting = load.answers.readLine();
        if (!"ready".equals(greeting)) {
            load.close();
            throw new IOException(
                    greeting == null
                            ? "the load generator ended"
                            : LoadReport.parse(greeting).error());
        }
        return load;
    }

    /// Loads the server for a while, and waits for the outstanding answers.
    public LoadReport run(Duration duration) throws IOException {
        return obey(String.format(Locale.ROOT, "run %.6f", duration.toNanos() / 1e9));
    }

    /// Loads the server until a number of messages came back.
    public LoadReport send(long messages) throws IOException {
        return obey("send " + messages);
    }

    /// Adds connections, which stay idle until the next run.
    public LoadReport open(int connections) throws IOException {
        return obey("open " + connections);
    }

    public CpuTime cpuTime() throws IOException {
        return CpuTime.of(process.pid());
    }

    private LoadReport obey(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the load generator ended");
        }
        LoadReport report = LoadReport.parse(answer);
        if (report.error() != null) {
            throw new IOException(report.error());
        }
        return report;
    }

    @Override
    public void close() {
        Children.end(process);
    }
}
