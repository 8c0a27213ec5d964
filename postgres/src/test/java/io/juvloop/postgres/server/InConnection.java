package io.juvloop.postgres.server;

import io.juvloop.EventLoop;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.Postgres;

/// Runs the body of a test in a task with a connection, which is closed behind it.
public final class InConnection {
    private InConnection() {}

    /// The body of a test.
    @FunctionalInterface
    public interface Body {
        /// Runs it.
        void run(PgConnection con) throws Exception;
    }

    /// Runs a body with a connection to the database of the test.
    public static void run(EventLoop loop, TestDatabase database, Body body) {
        run(loop, database.options(), body);
    }

    /// Runs a body with a connection.
    public static void run(EventLoop loop, PgOptions options, Body body) {
        loop.runUntilComplete(loop.createTask(() -> {
            try (PgConnection con = Postgres.connect(options)) {
                body.run(con);
            }
        }));
    }
}
