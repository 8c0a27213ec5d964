package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.serve.ServerKey;
import java.io.IOException;
import java.util.List;

/// The `tls` command: echo and handshakes side by side, and then the memory of idle connections, all with one key
/// that is made for the run.
final class TlsComparison {
    private static final String ECHO = "echo";
    private static final String IDLE = "idle";
    private static final List<String> WORKLOADS = List.of(ECHO, IDLE);

    private final Options options;
    private final Repository repository;

    TlsComparison(Options options, Repository repository) {
        this.options = options;
        this.repository = repository;
    }

    /// The parts of the given names, or all; an `IllegalArgumentException` says that there is no such part.
    static List<String> workloads(Options options) {
        for (String name : options.workloads()) {
            if (!WORKLOADS.contains(name)) {
                throw new IllegalArgumentException("there is no workload " + name + " of tls; there are " + WORKLOADS);
            }
        }
        return options.workloads().isEmpty() ? WORKLOADS : options.workloads();
    }

    void run() throws IOException, InterruptedException {
        List<String> workloads = workloads(options);
        ServerKey.make(repository.root());
        if (workloads.contains(ECHO)) {
            new SideBySide(options, repository, Traffic.TLS).run();
        }
        if (workloads.contains(IDLE)) {
            new IdleConnections(options, repository, IdleTraffic.TLS).run();
        }
    }
}
