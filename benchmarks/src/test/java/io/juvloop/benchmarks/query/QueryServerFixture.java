package io.juvloop.benchmarks.query;

import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.process.ServerProcess;
import java.io.IOException;

/// A PostgreSQL server for tests, with the tables of a run.
final class QueryServerFixture implements AutoCloseable {
    private final ServerProcess process;
    private final Server address;
    private final Tables tables;

    QueryServerFixture() throws Exception {
        Repository repository = Repository.locate();
        process = ServerProcess.start(Jvm.STANDARD.example(repository, "pg-server"), repository.root());
        address = new Server("127.0.0.1", process.port(), "postgres", "", "postgres");
        tables = Tables.fill(address);
    }

    Server address() {
        return address;
    }

    Tables tables() {
        return tables;
    }

    @Override
    public void close() throws IOException {
        try (process) {
            tables.close();
        }
    }
}
