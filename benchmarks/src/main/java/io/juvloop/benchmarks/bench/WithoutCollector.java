package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Peers;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.process.LoadGenerator;
import io.juvloop.benchmarks.process.LoadReport;
import io.juvloop.benchmarks.process.Scenario;
import io.juvloop.benchmarks.process.ServerProcess;
import io.juvloop.benchmarks.process.Shell;
import io.juvloop.benchmarks.report.Decimal;
import io.juvloop.benchmarks.report.Targets;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `epsilon` command: ten million messages through a server whose JVM has 64 MiB and never collects. They are
/// not pipelined, so that each is a read and a write of its own; garbage of 8 bytes for each would end the
/// server.
final class WithoutCollector {
    private static final long MESSAGES = 10_000_000;
    private static final Pattern EPSILON_SPACE =
            Pattern.compile("space .*used \\[0x(?<begin>[0-9a-f]+), 0x(?<top>[0-9a-f]+),");
    private static final Scenario SCENARIO = new Scenario(64, 10, 1);

    private final Options options;
    private final Repository repository;

    WithoutCollector(Options options, Repository repository) {
        this.options = options;
        this.repository = repository;
    }

    void run() throws IOException, InterruptedException {
        for (Peer peer : Peers.namedOr(options.peers(), options.builds(), "juvloop")) {
            List<String> pin = options.cores().pinServer();
            try (Servers servers = Servers.start(List.of(peer), repository, Jvm.WITHOUT_COLLECTOR, pin)) {
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
        try (LoadGenerator load =
                LoadGenerator.connect(repository.nativeProgram("load"), server.port(), SCENARIO, options.cores())) {
            LoadReport warm = load.send(MESSAGES / 10);
            long heapBefore = usedHeap(server);
            LoadReport report = load.send(MESSAGES - MESSAGES / 10);
            long grown = usedHeap(server) - heapBefore;
            System.out.println(peer.name() + " served " + Decimal.grouped((double) (warm.all() + report.all()))
                    + " messages on Epsilon with 64 MiB; after the first million the heap grew by " + grown / 1024
                    + " KiB, "
                    + Decimal.fixed((double) grown / report.all(), 3) + " bytes a message");
            if (peer.name().equals("juvloop")) {
                System.out.println(Targets.garbage((double) grown / report.all()));
            }
        }
    }

    /// Epsilon's heap is one space that only fills, given by the addresses of its start, its top and its end.
    private long usedHeap(ServerProcess server) throws IOException {
        String info =
                Shell.run(repository.root(), Jvm.tool("jcmd").toString(), Long.toString(server.pid()), "GC.heap_info");
        Matcher addresses = EPSILON_SPACE.matcher(info);
        if (!addresses.find()) {
            throw new IOException("jcmd does not show an Epsilon heap: " + info);
        }
        return Long.parseUnsignedLong(addresses.group("top"), 16)
                - Long.parseUnsignedLong(addresses.group("begin"), 16);
    }
}
