package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.figures.Statistics;
import io.juvloop.benchmarks.json.Json;
import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Peers;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.process.LoadGenerator;
import io.juvloop.benchmarks.process.Scenario;
import io.juvloop.benchmarks.process.ServerProcess;
import io.juvloop.benchmarks.report.Decimal;
import io.juvloop.benchmarks.report.Targets;
import io.juvloop.benchmarks.report.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The `startup` command: the time from exec to the ready line, without and with an AOT cache (JEP 514). It uses
/// no flags and two cores, as a user would. The servers take turns, so that the machine's changes of speed affect
/// all of them.
final class StartUp {
    private static final Path CACHES = Path.of("benchmarks", "target", "aot");
    private static final Scenario TRAINING_LOAD = new Scenario(64, 2, 1);
    private static final Duration TRAINING = Duration.ofMillis(500);

    private final Options options;
    private final Repository repository;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<String, Object> json = new LinkedHashMap<>();

    /// One way to start one server, and how long it took each time.
    private record Candidate(String label, Peer peer, Jvm jvm, List<Double> milliseconds) {}

    StartUp(Options options, Repository repository) {
        this.options = options;
        this.repository = repository;
    }

    void run() throws IOException, InterruptedException {
        Jvm plain = new Jvm(List.of());
        for (Peer peer : Peers.namedOr(options.peers(), options.builds(), "c-libuv", "juvloop", "netty-epoll")) {
            Candidate candidate = new Candidate(peer.name(), peer, plain, new ArrayList<>());
            // The first time, which fills the system's caches of files, does not count.
            if (milliseconds(candidate).isPresent()) {
                candidates.add(candidate);
                if (peer.onJvm()) {
                    trained(candidate).ifPresent(candidates::add);
                }
            }
        }
        for (int run = 0; run < options.slices(); run++) {
            for (Candidate candidate : candidates) {
                milliseconds(candidate).ifPresent(candidate.milliseconds()::add);
            }
        }
        report();
    }

    /// Starts a server, ends it again, and returns how long it took until it was ready; empty if it cannot be
    /// started.
    private OptionalDouble milliseconds(Candidate candidate) throws IOException, InterruptedException {
        try (Servers servers = servers(candidate)) {
            ServerProcess server = servers.live().get(candidate.peer());
            if (server == null) {
                json.put(
                        candidate.label(),
                        servers.skipped().get(candidate.peer().name()));
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(server.startUp().toNanos() / 1e6);
        }
    }

    /// Runs the server once under a little load; the JVM writes the cache when it ends. Empty if it does not.
    private Optional<Candidate> trained(Candidate candidate) throws IOException, InterruptedException {
        Path cache = CACHES.resolve(candidate.label().replace(':', '-') + ".aot");
        Files.createDirectories(repository.root().resolve(CACHES));
        Files.deleteIfExists(repository.root().resolve(cache));
        Jvm training = candidate.jvm().with("-XX:AOTCacheOutput=" + cache);
        try (Servers servers = servers(new Candidate("", candidate.peer(), training, List.of()))) {
            ServerProcess server = servers.live().get(candidate.peer());
            if (server != null) {
                try (LoadGenerator load = LoadGenerator.connect(
                        repository.nativeProgram("load"), server.port(), TRAINING_LOAD, options.cores())) {
                    load.run(TRAINING);
                }
            }
        }
        String label = candidate.label() + " with AOT cache";
        if (!Files.exists(repository.root().resolve(cache))) {
            System.err.println("skipped " + label + ": the JVM wrote none");
            json.put(label, "the JVM wrote no cache");
            return Optional.empty();
        }
        Jvm cached = candidate.jvm().with("-XX:AOTCache=" + cache);
        return Optional.of(new Candidate(label, candidate.peer(), cached, new ArrayList<>()));
    }

    private Servers servers(Candidate candidate) throws IOException, InterruptedException {
        return Servers.start(
                List.of(candidate.peer()),
                repository,
                candidate.jvm(),
                options.cores().both());
    }

    private void report() throws IOException {
        TextTable table = new TextTable("peer", "ready after ms", "quartiles");
        Map<String, Double> medians = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            Statistics.Quartiles quartiles = Statistics.quartiles(candidate.milliseconds());
            table.add(
                    candidate.label(),
                    Decimal.fixed(quartiles.median(), 0),
                    Decimal.fixed(quartiles.lower(), 0) + "-" + Decimal.fixed(quartiles.upper(), 0));
            medians.put(candidate.label(), quartiles.median());
            json.put(candidate.label(), candidate.milliseconds());
        }
        System.out.println("From exec to `ready`, median of " + options.slices() + " runs on two cores\n" + table);
        Targets.startUp(medians).forEach(System.out::println);
        Files.createDirectories(options.out());
        Files.writeString(options.out().resolve("startup.json"), Json.write(json));
    }
}
