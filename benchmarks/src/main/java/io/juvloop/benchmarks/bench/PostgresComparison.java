package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.figures.QuerySlice;
import io.juvloop.benchmarks.peer.Drivers;
import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.process.QueryProcess;
import io.juvloop.benchmarks.query.QueryLine;
import io.juvloop.benchmarks.query.Server;
import io.juvloop.benchmarks.report.QueryReport;
import io.juvloop.benchmarks.report.QueryResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The `postgres` command: what queries cost a client of each driver. The clients are up at once, on one core, and
/// take turns of a fraction of a second; the database has the other core.
final class PostgresComparison {
    private static final Server NOWHERE = new Server("127.0.0.1", 0, "nobody", "", "nothing");

    private final Options options;
    private final Repository repository;
    private final QueryReport report;

    PostgresComparison(Options options, Repository repository) {
        this.options = options;
        this.repository = repository;
        this.report = new QueryReport(repository, options.builds());
    }

    /// Checks the names; an `IllegalArgumentException` names the first mistake.
    static void check(Options options) {
        Drivers.named(options.peers(), options.builds(), NOWHERE);
        QueryExtras.parts(options);
        if (!options.dsn().isEmpty()) {
            Server.of(options.dsn());
        }
    }

    void run() throws IOException, InterruptedException {
        try (QueryServer server = QueryServer.start(repository, options)) {
            report.setServer(server.tables().version());
            if (server.isOwn()) {
                report.addCommand("server", QueryServer.command(repository, options));
            }
            QueryExtras extras = new QueryExtras(options, repository, report);
            List<QueryContender> contenders = new ArrayList<>();
            try {
                for (Peer peer : Drivers.named(options.peers(), options.builds(), server.address())) {
                    start(peer, server, contenders);
                }
                compare(contenders);
                extras.measureCalls(contenders);
            } finally {
                contenders.forEach(contender -> contender.client().close());
            }
            extras.measureConnections(server);
            report.write(options.out());
        }
    }

    private void compare(List<QueryContender> contenders) throws IOException {
        if (contenders.isEmpty() || !contenders.getFirst().peer().name().equals(Drivers.BASE)) {
            throw new IOException("the base of all ratios did not start");
        }
        if (!QueryExtras.parts(options).contains(QueryExtras.QUERIES)) {
            return;
        }
        for (QueryLine line : options.lines()) {
            report.add(QueryResult.of(line, measure(line, contenders), Drivers.BASE));
        }
    }

    private void start(Peer peer, QueryServer server, List<QueryContender> contenders) {
        try {
            List<String> command = new ArrayList<>(options.cores().pinLoad());
            command.addAll(peer.command(repository, Jvm.LARGE));
            QueryProcess client = QueryProcess.start(command, repository.root());
            contenders.add(new QueryContender(peer, client, server, options.cores()));
            report.addCommand(peer.name(), command);
        } catch (Peer.UnavailableException | IOException e) {
            report.addSkipped(peer.name(), e.getMessage());
        }
    }

    private Map<String, List<QuerySlice>> measure(QueryLine line, List<QueryContender> all) throws IOException {
        System.err.println(line.title() + ": warming up");
        Map<String, List<QuerySlice>> slices = new LinkedHashMap<>();
        List<QueryContender> able = new ArrayList<>();
        for (QueryContender contender : all) {
            if (isAble(contender, line)) {
                able.add(contender);
                slices.put(contender.peer().name(), new ArrayList<>());
            }
        }
        if (able.isEmpty() || !able.getFirst().peer().name().equals(Drivers.BASE)) {
            throw new IOException("the base of all ratios has failed in line " + line.word());
        }
        for (int round = 0; round < options.slices(); round++) {
            System.err.println(line.title() + ": round " + (round + 1) + " of " + options.slices());
            for (QueryContender contender : Rotation.round(able.getFirst(), able.subList(1, able.size()), round)) {
                slices.get(contender.peer().name()).add(contender.work(line, options.slice()));
            }
        }
        return slices;
    }

    /// Warms a client up. One that has no way to do this line stays out of it, and so does one that fails.
    private boolean isAble(QueryContender contender, QueryLine line) {
        try {
            return contender.attempt(line, options.warmup()) != null;
        } catch (IOException e) {
            report.addSkipped(contender.peer().name() + ", line " + line.word(), e.getMessage());
            return false;
        }
    }
}
