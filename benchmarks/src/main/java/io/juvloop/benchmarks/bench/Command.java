package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.FileReaders;
import io.juvloop.benchmarks.peer.Peers;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.peer.TlsPeers;
import io.juvloop.benchmarks.peer.UdpPeers;
import io.juvloop.benchmarks.peer.Workers;
import io.juvloop.benchmarks.process.Scenario;
import io.juvloop.benchmarks.process.Shell;
import io.juvloop.benchmarks.query.QueryWorker;
import io.juvloop.benchmarks.serve.Serve;
import io.juvloop.benchmarks.work.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The commands of this program: the first word of its command line.
///
/// The constants have no code of their own. Each would be one more class to load in every server, and start-up is
/// measured.
public enum Command {
    /// Compares echo servers over TCP.
    ECHO,
    /// Compares echo servers over UDP.
    UDP,
    /// Compares echo servers over TLS.
    TLS,
    /// Compares the latency of echo servers at a constant rate.
    LATENCY,
    /// Measures the memory of idle connections.
    IDLE,
    /// Counts the garbage of a message.
    EPSILON,
    /// Measures the time until a server is ready.
    STARTUP,
    /// Measures what tasks cost.
    TASKS,
    /// Measures what children cost.
    SPAWN,
    /// Measures how fast files are read.
    FILES,
    /// Compares PostgreSQL drivers.
    POSTGRES,
    /// Runs one of the servers under comparison.
    SERVE,
    /// Runs one of the workers under comparison.
    WORKER,
    /// Runs one of the PostgreSQL clients under comparison.
    QUERY;

    /// Returns the command of a word; an `IllegalArgumentException` says that there is none.
    static Command named(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no command " + word));
    }

    /// Returns the word on the command line, which is also the name of the report's files.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Returns what is measured by default.
    List<Scenario> scenarios() {
        return switch (this) {
            case UDP -> Scenario.DATAGRAMS;
            case LATENCY -> Scenario.SCHEDULED;
            case TLS -> Scenario.ENCRYPTED;
            default -> Scenario.STANDARD;
        };
    }

    /// Returns the default number of slices, or of starts.
    int slices() {
        return switch (this) {
            case LATENCY -> 20;
            case STARTUP -> 15;
            case POSTGRES -> 12;
            default -> 50;
        };
    }

    /// Returns the default time for which each server is warmed up: over TLS its engine has much to compile, on the
    /// one core that it has, and a PostgreSQL client waits for its server most of the time.
    Duration warmup() {
        return Duration.ofSeconds(this == TLS || this == POSTGRES ? 10 : 5);
    }

    /// Returns the default length of a slice: for latency, long enough that one message in a thousand is more
    /// than a few; for
    /// PostgreSQL, long enough for several of the largest results on each connection.
    Duration slice() {
        return switch (this) {
            case LATENCY -> Duration.ofSeconds(1);
            case POSTGRES -> Duration.ofMillis(500);
            default -> Duration.ofMillis(200);
        };
    }

    /// Checks the names of peers and workloads before anything is started; an `IllegalArgumentException` names
    /// the first mistake.
    void check(Options options) {
        options.scenarios().forEach(this::check);
        switch (this) {
            case ECHO, IDLE, EPSILON, STARTUP -> Peers.named(options.peers(), options.builds());
            case LATENCY -> Peers.forLatency(options.peers(), options.builds());
            case UDP -> UdpPeers.named(options.peers(), options.builds());
            case TLS -> {
                TlsPeers.named(options.peers(), options.builds());
                TlsComparison.workloads(options);
            }
            case TASKS, SPAWN -> {
                Workers.named(options.peers(), options.builds());
                TaskCosts.workloads(options);
            }
            case FILES -> FileReaders.named(options.peers(), options.builds(), Path.of(""));
            case POSTGRES -> PostgresComparison.check(options);
            case SERVE, WORKER, QUERY -> {} // they reject a wrong name themselves
        }
    }

    private void check(Scenario scenario) {
        if (this == TLS) {
            return;
        }
        if (scenario.hasHandshakes()) {
            throw new IllegalArgumentException("handshakes, as in " + scenario.name() + ", are for tls");
        }
        if (scenario.isScheduled() != (this == LATENCY)) {
            throw new IllegalArgumentException(
                    this == LATENCY
                            ? "latency needs a rate in each scenario, such as 1024/100@20000"
                            : "a rate, as in " + scenario.name() + ", is for latency");
        }
    }

    /// Runs it; an `IOException` says why it failed.
    void run(Options options) throws IOException, InterruptedException {
        switch (this) {
            case ECHO -> new SideBySide(options, onLoadCore(options), Traffic.TCP).run();
            case UDP -> new SideBySide(options, onLoadCore(options), Traffic.UDP).run();
            case TLS -> new TlsComparison(options, onLoadCore(options)).run();
            case LATENCY -> new SideBySide(options, onLoadCore(options), Traffic.SCHEDULED).run();
            case IDLE -> new IdleConnections(options, onLoadCore(options), IdleTraffic.TCP).run();
            case EPSILON -> new WithoutCollector(options, onLoadCore(options)).run();
            case STARTUP -> new StartUp(options, onLoadCore(options)).run();
            case TASKS, SPAWN -> new TaskCosts(options, onLoadCore(options)).run();
            case FILES -> new FileReading(options, onLoadCore(options)).run();
            case SERVE -> Serve.run(options.peer(), options.port());
            case WORKER -> Worker.run(options.peer());
            case POSTGRES -> new PostgresComparison(options, onLoadCore(options)).run();
            case QUERY -> QueryWorker.run(options.peer(), options.dsn());
        }
    }

    /// Locates the repository. First this process moves to the load's core, so that its own compiler and
    /// collector do not disturb the servers.
    private static Repository onLoadCore(Options options) throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IOException("the side-by-side benchmarks pin processes and read /proc, and so need Linux");
        }
        Repository repository = Repository.locate();
        String pid = Long.toString(ProcessHandle.current().pid());
        Shell.run(
                repository.root(),
                "taskset",
                "-acp",
                Integer.toString(options.cores().load()),
                pid);
        return repository;
    }
}
