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
import io.juvloop.benchmarks.report.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The `startup` command: the time from exec to the ready line, as it comes and with an AOT cache (JEP 514). Without
/// flags and on two cores, as a user would start it.
final class StartUp {
    private static final int RUNS = 15;
    private static final Path CACHES = Path.of("benchmarks", "target", "aot");
    private static final Scenario TRAINING_LOAD = new Scenario(64, 2, 1);
    private static final Duration TRAINING = Duration.ofMillis(500);

    private final Options options;
    private final Repository repository;
    private final TextTable table = new TextTable("peer", "ready after ms", "quartiles");
    private final Map<String, Object> json = new LinkedHashMap<>();

    StartUp(Options options, Repository repository) {
        this.options = options;
        this.repository = repository;
    }

    void run() throws IOException, InterruptedException {
        Jvm plain = new Jvm(List.of());
        for (Peer peer : Peers.namedOr(options.peers(), "c-libuv", "juvloop", "netty-epoll")) {
            boolean started = measure(peer, peer.name(), plain);
            if (started && peer.onJvm()) {
                Path cache = CACHES.resolve(peer.name() + ".aot");
                train(peer, plain.with("-XX:AOTCacheOutput=" + cache), cache);
                measure(peer, peer.name() + " with AOT cache", plain.with("-XX:AOTCache=" + cache));
            }
        }
        System.out.println("From exec to `ready`, median of " + RUNS + " runs on two cores\n" + table);
        Files.createDirectories(options.out());
        Files.writeString(options.out().resolve("startup.json"), Json.write(json));
    }

    private boolean measure(Peer peer, String label, Jvm jvm) throws IOException, InterruptedException {
        List<Double> milliseconds = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            try (Servers servers = start(peer, jvm)) {
                ServerProcess server = servers.live().get(peer);
                if (server == null) {
                    json.put(label, servers.skipped().get(peer.name()));
                    return false;
                }
                milliseconds.add(server.startUp().toNanos() / 1e6);
            }
        }
        Statistics.Quartiles quartiles = Statistics.quartiles(milliseconds);
        table.add(
                label,
                Decimal.fixed(quartiles.median(), 0),
                Decimal.fixed(quartiles.lower(), 0) + "-" + Decimal.fixed(quartiles.upper(), 0));
        json.put(label, milliseconds);
        return true;
    }

    /// Runs the server once under a little load; the JVM writes the cache when it ends.
    private void train(Peer peer, Jvm jvm, Path cache) throws IOException, InterruptedException {
        Files.createDirectories(repository.root().resolve(CACHES));
        Files.deleteIfExists(repository.root().resolve(cache));
        try (Servers servers = start(peer, jvm)) {
            ServerProcess server = servers.live().get(peer);
            if (server != null) {
                try (LoadGenerator load = LoadGenerator.connect(
                        repository.nativeProgram("load"), server.port(), TRAINING_LOAD, options.cores())) {
                    load.run(TRAINING);
                }
            }
        }
    }

    private Servers start(Peer peer, Jvm jvm) throws IOException, InterruptedException {
        return Servers.start(List.of(peer), repository, jvm, options.cores().both());
    }
}
