package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Peers;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.process.LoadGenerator;
import io.juvloop.benchmarks.process.LoadGenerator.LoadReport;
import io.juvloop.benchmarks.process.ServerProcess;
import io.juvloop.benchmarks.process.Shell;
import io.juvloop.benchmarks.report.Decimal;
import java.io.IOException;
import java.util.List;

/// The `epsilon` command: ten million messages through a server whose JVM has 64 MiB and never collects. Any garbage
/// per message, were it 8 bytes, would end it.
final class WithoutCollector {
    private static final long MESSAGES = 10_000_000;
    private static final Scenario SCENARIO = new Scenario(64, 10, 16);

    private final Options options;
    private final Repository repository;

    WithoutCollector(Options options, Repository repository) {
        this.options = options;
        this.repository = repository;
    }

    void run() throws IOException, InterruptedException {
        for (Peer peer : Peers.namedOr(options.peers(), "juvloop")) {
            try (Servers servers = new Servers()) {
                servers.start(peer, repository, Jvm.WITHOUT_COLLECTOR, options.cores(), List.of());
                ServerProcess server = servers.live().get(peer);
                if (server == null) {
                    throw new IOException(
                            peer.name() + " did not start: " + servers.skipped().get(peer.name()));
                }
                serve(peer, server);
            }
        }
    }

    private void serve(Peer peer, ServerProcess server) throws IOException, InterruptedException {
        try (LoadGenerator load = LoadGenerator.connect(
                repository.nativeProgram("load"),
                server.port(),
                SCENARIO.connections(),
                SCENARIO.size(),
                SCENARIO.pipeline(),
                options.cores())) {
            LoadReport warm = load.send(MESSAGES / 10);
            long heapBefore = usedHeapKiB(server);
            LoadReport report = load.send(MESSAGES - MESSAGES / 10);
            long grown = usedHeapKiB(server) - heapBefore;
            System.out.println(peer.name() + " served " + Decimal.grouped((double) (warm.all() + report.all()))
                    + " messages on Epsilon with 64 MiB; after the first million the heap grew by " + grown + " KiB, "
                    + Decimal.fixed(grown * 1024.0 / report.all(), 3) + " bytes a message");
        }
    }

    /// Epsilon's heap is one region that only fills: `Epsilon Heap, total 65536K, used 5120K` or the like.
    private long usedHeapKiB(ServerProcess server) throws IOException {
        String info =
                Shell.run(repository.root(), Jvm.tool("jcmd").toString(), Long.toString(server.pid()), "GC.heap_info");
        String used = info.replaceAll("(?s).*?(\\d+)K used.*|.*?used (\\d+)K.*", "$1$2");
        return Long.parseLong(used);
    }
}
