package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.json.Json;
import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.process.LoadGenerator;
import io.juvloop.benchmarks.process.Scenario;
import io.juvloop.benchmarks.process.ServerProcess;
import io.juvloop.benchmarks.report.Decimal;
import io.juvloop.benchmarks.report.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The `idle` command: what idle connections cost a server.
///
/// The growth of native memory and that of the live heap are added, see [Memory]. Before that, enough connections
/// are opened to make the JVM compile the accepting code.
final class IdleConnections {
    private static final int STEP = 1_000;
    private static final Scenario WARM_UP_SCENARIO = new Scenario(64, 200, 1);
    private static final int DESCRIPTORS = 20_000;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Options options;
    private final Repository repository;
    private final IdleTraffic traffic;

    IdleConnections(Options options, Repository repository, IdleTraffic traffic) {
        this.options = options;
        this.repository = repository;
        this.traffic = traffic;
    }

    void run() throws IOException, InterruptedException {
        TextTable table = new TextTable("peer", "KiB a connection", "native", "live heap");
        Map<String, Object> json = new LinkedHashMap<>();
        List<Peer> peers = traffic.peers().apply(options.peers(), options.builds());
        List<String> prefix = new ArrayList<>(options.cores().pinServer());
        prefix.addAll(List.of("prlimit", "--nofile=" + DESCRIPTORS + ":" + DESCRIPTORS));
        Jvm jvm = traffic.jvm().with(Memory.PRE_TOUCH);
        for (Peer peer : peers) {
            // One server at a time: the machine's memory is shared, and nothing is compared slice by slice here.
            try (Servers servers = Servers.start(List.of(peer), repository, jvm, prefix)) {
                attempt(peer, servers, table, json);
            }
        }
        System.out.println(traffic.connections()
                + " idle connections, user memory only (the kernel's socket buffers not counted)");
        System.out.println(table);
        if (json.get("juvloop") instanceof Map<?, ?> ours && ours.get("kib_per_connection") instanceof Double kib) {
            System.out.println(traffic.verdict().apply(kib));
        }
        Files.createDirectories(options.out());
        Files.writeString(options.out().resolve(traffic.file()), Json.write(json));
    }

    /// Measures a peer; one that fails is skipped, and the others are measured all the same.
    private void attempt(Peer peer, Servers servers, TextTable table, Map<String, Object> json)
            throws IOException, InterruptedException {
        ServerProcess server = servers.live().get(peer);
        if (server != null) {
            try {
                measure(peer, server, table, json);
            } catch (IOException failure) {
                servers.drop(peer, failure);
            }
        }
        String reason = servers.skipped().get(peer.name());
        if (reason != null) {
            json.put(peer.name(), Map.of("skipped", reason));
        }
    }

    private void measure(Peer peer, ServerProcess server, TextTable table, Map<String, Object> json)
            throws IOException, InterruptedException {
        try (LoadGenerator load = LoadGenerator.connect(
                repository.nativeProgram(traffic.load()), server.port(), WARM_UP_SCENARIO, options.cores())) {
            load.run(WARM_UP);
            open(traffic.before(), load, server);
            Thread.sleep(WARM_UP.toMillis());
            Memory before = Memory.of(server.pid(), peer.onJvm());
            open(traffic.connections(), load, server);
            Memory after = Memory.of(server.pid(), peer.onJvm());
            double resident = perConnection(after.resident() - before.resident());
            double live = perConnection(after.liveHeap() - before.liveHeap());
            table.add(
                    peer.name(),
                    Decimal.fixed(resident + live, 2),
                    Decimal.fixed(resident, 2),
                    peer.onJvm() ? Decimal.fixed(live, 2) : "");
            json.put(peer.name(), Map.of("kib_per_connection", resident + live, "native", resident, "live_heap", live));
        }
    }

    private static void open(int connections, LoadGenerator load, ServerProcess server)
            throws IOException, InterruptedException {
        int descriptors = server.openDescriptors();
        for (int opened = STEP; opened <= connections; opened += STEP) {
            load.open(STEP);
            awaitDescriptors(server, descriptors + opened);
        }
    }

    /// Waits until the server has accepted: connections are made in the kernel before that.
    private static void awaitDescriptors(ServerProcess server, int wanted) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (server.openDescriptors() < wanted) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the server accepted " + server.openDescriptors() + " of " + wanted);
            }
            Thread.sleep(10);
        }
    }

    private double perConnection(long bytes) {
        return bytes / 1024.0 / traffic.connections();
    }
}
