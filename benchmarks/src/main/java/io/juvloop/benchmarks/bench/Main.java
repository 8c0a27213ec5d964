package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.FileReaders;
import io.juvloop.benchmarks.peer.Peers;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.peer.UdpPeers;
import io.juvloop.benchmarks.peer.Workers;
import io.juvloop.benchmarks.process.Shell;
import io.juvloop.benchmarks.serve.Serve;
import io.juvloop.benchmarks.work.Worker;
import java.io.IOException;

/// The program behind `make bench`: compares echo servers side by side, what tasks cost, and measures idle
/// memory, garbage and start-up.
public final class Main {
    private Main() {}

    /// Runs the command that the arguments name; exits with 2 on a mistake in them and with 1 when a run fails.
    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(options(arguments));
        } catch (IOException e) {
            System.err.println("failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private static Options options(String[] arguments) {
        try {
            Options options = Options.parse(arguments);
            if (isOfWorkers(options.command())) {
                Workers.named(options.peers());
                TaskCosts.workloads(options);
            } else if (options.command().equals("files")) {
                FileReaders.named(options.peers());
            } else if (options.command().equals("udp")) {
                UdpPeers.named(options.peers());
            } else if (!options.command().equals("worker") && !options.command().equals("serve")) {
                Peers.named(options.peers());
            }
            return options;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
            throw e;
        }
    }

    private static boolean isOfWorkers(String command) {
        return command.equals("tasks") || command.equals("spawn");
    }

    private static void run(Options options) throws IOException, InterruptedException {
        if (options.command().equals("serve")) {
            Serve.run(options.peers().isEmpty() ? "" : options.peers().getFirst(), options.port());
            return;
        }
        if (options.command().equals("worker")) {
            Worker.run(options.peers().isEmpty() ? "" : options.peers().getFirst());
            return;
        }
        Repository repository = Repository.locate();
        leaveTheServersCore(options);
        switch (options.command()) {
            case "echo" -> new SideBySide(options, repository, Traffic.TCP).run();
            case "udp" -> new SideBySide(options, repository, Traffic.UDP).run();
            case "idle" -> new IdleConnections(options, repository).run();
            case "epsilon" -> new WithoutCollector(options, repository).run();
            case "tasks", "spawn" -> new TaskCosts(options, repository).run();
            case "files" -> new FileReading(options, repository).run();
            case "startup" -> new StartUp(options, repository).run();
            default -> throw new IllegalArgumentException("there is no command " + options.command());
        }
    }

    /// Moves this process, whose own compiler and collector must not disturb the servers, to the load's core.
    private static void leaveTheServersCore(Options options) throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IOException("the side-by-side benchmarks pin processes and read /proc, and so need Linux");
        }
        long pid = ProcessHandle.current().pid();
        Shell.run(
                Repository.locate().root(),
                "taskset",
                "-acp",
                Integer.toString(options.cores().load()),
                Long.toString(pid));
    }
}
