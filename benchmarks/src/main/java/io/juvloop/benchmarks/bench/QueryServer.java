package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.process.CpuTime;
import io.juvloop.benchmarks.process.ServerProcess;
import io.juvloop.benchmarks.query.Expected;
import io.juvloop.benchmarks.query.QueryLine;
import io.juvloop.benchmarks.query.Server;
import io.juvloop.benchmarks.query.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL server of a run: one that starts for it, on the server's core, or the one of `--dsn`; with the
/// tables of the run.
///
/// One thread. Lifetime: until it is closed, which ends a server of its own.
final class QueryServer implements AutoCloseable {
    /// No other work than the clients', and room for idle connections.
    private static final String SETTINGS = "max_connections=2200,autovacuum=off,shared_buffers=256MB,max_wal_size=4GB";

    private final @Nullable ServerProcess process;
    private final Server address;
    private final Tables tables;
    private final Map<QueryLine, Expected> expected = new EnumMap<>(QueryLine.class);

    private QueryServer(@Nullable ServerProcess process, Server address, Tables tables) {
        this.process = process;
        this.address = address;
        this.tables = tables;
    }

    /// The command of a server of the run's own.
    static List<String> command(Repository repository, Options options) throws IOException {
        List<String> command = new ArrayList<>(options.cores().pinServer());
        try {
            command.addAll(Jvm.STANDARD.example(repository, "pg-server", "--settings", SETTINGS));
        } catch (Peer.UnavailableException e) {
            throw new IOException(e.getMessage(), e);
        }
        return command;
    }

    static QueryServer start(Repository repository, Options options) throws IOException, InterruptedException {
        if (!options.dsn().isEmpty()) {
            Server address = Server.of(options.dsn());
            return new QueryServer(null, address, Tables.fill(address));
        }
        try {
            ServerProcess process = ServerProcess.start(command(repository, options), repository.root());
            Server address = new Server("127.0.0.1", process.port(), "postgres", "", "postgres");
            return new QueryServer(process, address, Tables.fill(address));
        } catch (ServerProcess.NotStartedException e) {
            throw new IOException("the PostgreSQL server " + e.getMessage(), e);
        }
    }

    Server address() {
        return address;
    }

    Tables tables() {
        return tables;
    }

    /// Whether it runs for this run alone, so that its processor time is known.
    boolean isOwn() {
        return process != null;
    }

    Expected expected(QueryLine line) throws IOException {
        Expected answer = expected.get(line);
        if (answer == null) {
            answer = tables.expected(line);
            expected.put(line, answer);
        }
        return answer;
    }

    /// The processor time of all its processes; 0 for a server elsewhere.
    long cpuNanos() throws IOException {
        long nanos = 0;
        if (process != null) {
            for (ProcessHandle part :
                    ProcessHandle.of(process.pid()).orElseThrow().descendants().toList()) {
                nanos += cpuNanos(part.pid());
            }
        }
        return nanos;
    }

    private static long cpuNanos(long pid) throws IOException {
        try {
            return CpuTime.of(pid).nanosOfThread().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        } catch (java.nio.file.NoSuchFileException ended) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        tables.close();
        if (process != null) {
            process.close();
        }
    }
}
