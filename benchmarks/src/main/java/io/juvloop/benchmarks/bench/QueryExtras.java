package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.Drivers;
import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.process.Flights;
import io.juvloop.benchmarks.process.QueryProcess;
import io.juvloop.benchmarks.process.SystemCalls;
import io.juvloop.benchmarks.query.QueryLine;
import io.juvloop.benchmarks.query.Server;
import io.juvloop.benchmarks.report.ClientFigure;
import io.juvloop.benchmarks.report.QueryReport;
import io.juvloop.benchmarks.report.QueryTargets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What the `postgres` command measures beside the slices: the memory of an idle connection, the flights from
/// `connect` to the first row and, only where it is asked for, system calls.
final class QueryExtras {
    static final String QUERIES = "queries";

    private static final String IDLE = "idle";
    private static final String CONNECT = "connect";
    private static final String CALLS = "syscalls"; // strace makes everything slow
    private static final List<String> PARTS = List.of(QUERIES, IDLE, CONNECT, CALLS);
    private static final List<String> STANDARD = List.of(QUERIES, IDLE, CONNECT);

    private static final int IDLE_CONNECTIONS = 2000;
    private static final int WARM_UP_CONNECTIONS = 100;
    private static final double KIB = 1024;
    private static final int CONNECTS = 3;

    private final Options options;
    private final Repository repository;
    private final QueryReport report;

    QueryExtras(Options options, Repository repository, QueryReport report) {
        this.options = options;
        this.repository = repository;
        this.report = report;
    }

    /// The parts of the given names, or the standard ones; an `IllegalArgumentException` says that there is no such
    /// part.
    static List<String> parts(Options options) {
        for (String name : options.workloads()) {
            if (!PARTS.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no workload " + name + " of postgres; there are " + String.join(", ", PARTS));
            }
        }
        return options.workloads().isEmpty() ? STANDARD : options.workloads();
    }

    /// Measures what needs the running clients.
    void measureCalls(List<QueryContender> contenders) throws IOException {
        if (!parts(options).contains(CALLS)) {
            return;
        }
        for (QueryLine line : options.lines()) {
            for (QueryContender contender : contenders) {
                System.err.println("line " + line.word() + ": system calls of "
                        + contender.peer().name());
                try {
                    calls(contender, line);
                } catch (SystemCalls.UnavailableException e) {
                    report.addSkipped(CALLS, e.getMessage());
                    return;
                }
            }
        }
    }

    private void calls(QueryContender contender, QueryLine line) throws IOException, SystemCalls.UnavailableException {
        if (contender.attempt(line, options.warmup()) == null) {
            return;
        }
        long operations;
        long calls;
        try (SystemCalls traced = SystemCalls.of(contender.client().pid())) {
            QueryProcess.Figures figures =
                    contender.client().run(line, contender.server().expected(line), options.slice());
            operations = figures == null ? 0 : figures.operations();
            calls = traced.count();
        }
        contender.server().tables().takeBack(line, operations);
        String what = "system calls a query, line " + line.word();
        report.add(new ClientFigure(what, contender.peer().name(), (double) calls / operations, 2));
    }

    /// Measures what needs a new process for each driver.
    void measureConnections(QueryServer server) throws IOException {
        for (Peer peer : Drivers.named(options.peers(), options.builds(), server.address())) {
            if (parts(options).contains(IDLE) && Drivers.connectsInOneWay(peer)) {
                System.err.println("idle connections of " + peer.name());
                attempt(peer, () -> idle(peer, server));
            }
        }
        if (parts(options).contains(CONNECT)) {
            try (Flights flights = Flights.to(server.address())) {
                Server through = server.address().onPort(flights.port());
                for (Peer peer : Drivers.named(options.peers(), options.builds(), through)) {
                    if (Drivers.connectsInOneWay(peer)) {
                        System.err.println("flights of " + peer.name());
                        attempt(peer, () -> connect(peer, flights));
                    }
                }
            }
        }
    }

    /// A part that may be impossible for a driver.
    @FunctionalInterface
    private interface Part {
        void run() throws IOException, Peer.UnavailableException;
    }

    private void attempt(Peer peer, Part part) {
        try {
            part.run();
        } catch (IOException | Peer.UnavailableException e) {
            report.addSkipped(peer.name(), e.getMessage());
        }
    }

    private void idle(Peer peer, QueryServer server) throws IOException, Peer.UnavailableException {
        try (QueryProcess client = start(peer, Jvm.LARGE.with(Memory.PRE_TOUCH))) {
            client.hold(WARM_UP_CONNECTIONS);
            int count = Math.min(IDLE_CONNECTIONS, server.tables().freeConnections());
            Memory before = Memory.of(client.pid(), peer.onJvm());
            client.hold(WARM_UP_CONNECTIONS + count);
            Memory after = Memory.of(client.pid(), peer.onJvm());
            double heap = after.liveHeap() - before.liveHeap();
            double grown = after.resident() - before.resident() + heap;
            report.add(new ClientFigure(QueryTargets.IDLE, peer.name(), grown / count / KIB, 2));
            if (peer.onJvm()) {
                report.add(new ClientFigure("of it live heap", peer.name(), heap / count / KIB, 2));
            }
        }
    }

    /// The least of some connects, because a pause in an answer looks like another flight.
    private void connect(Peer peer, Flights flights) throws IOException, Peer.UnavailableException {
        try (QueryProcess client = start(peer, Jvm.LARGE)) {
            int least = Integer.MAX_VALUE;
            for (int i = 0; i < CONNECTS; i++) {
                client.connectOnce();
                least = Math.min(least, flights.ofLast());
            }
            report.add(new ClientFigure("flights from connect to the first row", peer.name(), least, 0));
        }
    }

    private QueryProcess start(Peer peer, Jvm jvm) throws IOException, Peer.UnavailableException {
        List<String> command = new ArrayList<>(options.cores().pinLoad());
        command.addAll(peer.command(repository, jvm));
        return QueryProcess.start(command, repository.root());
    }
}
