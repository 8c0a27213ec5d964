package io.juvloop.examples.postgres;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Juvloop;
import io.juvloop.TaskGroup;
import io.juvloop.TaskMode;
import io.juvloop.examples.Example;
import io.juvloop.examples.Options;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;

/// The same queries by JDBC and by juvloop's driver, in as many tasks of one loop.
///
/// A call of JDBC blocks, and so each task has a connection of its own. In fast mode that suspends the task and
/// not the loop; in portable mode it must run on another thread. The driver serves all tasks by one connection.
///
/// `make run ARGS="pg-jdbc --tasks 20"`
public final class JdbcBeside implements Example {
    private static final int TASKS = 20;
    private static final int QUERIES = 500;

    @Override
    public String usage() {
        return "[--dsn URI] [--tasks N] [--queries N]";
    }

    @Override
    public String summary() {
        return "blocking code with JDBC in tasks, beside the same on the driver";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("dsn", "tasks", "queries"));
        int tasks = options.positive("tasks", TASKS);
        int queries = options.positive("queries", QUERIES);
        try (Database database = Database.of(options)) {
            Juvloop.run(() -> compare(database.options(), tasks, queries));
        }
    }

    private static void compare(PgOptions options, int tasks, int queries) throws Exception {
        boolean isFast = EventLoop.running().taskMode() == TaskMode.FAST;
        String how = isFast ? "JDBC, blocking in tasks of the loop" : "JDBC, blocking other threads";
        long begin = System.nanoTime();
        try (TaskGroup group = new TaskGroup()) {
            for (int i = 0; i < tasks; i++) {
                var _ = group.createTask(
                        () -> isFast ? jdbc(options, queries) : Async.toThread(() -> jdbc(options, queries)));
            }
        }
        print(how + ", " + tasks + " connections", (long) tasks * queries, begin);

        begin = System.nanoTime();
        try (PgConnection con = Postgres.connect(options);
                TaskGroup group = new TaskGroup()) {
            for (int i = 0; i < tasks; i++) {
                var _ = group.createTask(() -> driver(con, queries));
            }
        }
        print("juvloop's driver, 1 connection", (long) tasks * queries, begin);
    }

    private static int jdbc(PgOptions options, int queries) throws SQLException {
        try (Connection con = connect(options);
                PreparedStatement statement = con.prepareStatement("select ?::int + 1")) {
            for (int i = 0; i < queries; i++) {
                statement.setInt(1, i);
                try (ResultSet result = statement.executeQuery()) {
                    check(result.next() ? result.getInt(1) : -1, i);
                }
            }
        }
        return queries;
    }

    private static Connection connect(PgOptions options) throws SQLException {
        Properties properties = new Properties();
        options.user().ifPresent(user -> properties.setProperty("user", user));
        options.password().ifPresent(password -> properties.setProperty("password", password));
        String host = options.hosts().isEmpty() ? "localhost" : options.hosts().getFirst();
        int port = options.ports().isEmpty() ? 5432 : options.ports().getFirst();
        String database = options.database().or(options::user).orElse("");
        return DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + database, properties);
    }

    private static int driver(PgConnection con, int queries) {
        for (int i = 0; i < queries; i++) {
            Integer next = con.fetchValue(Integer.class, "select $1::int + 1", i);
            check(next == null ? -1 : next, i);
        }
        return queries;
    }

    private static void check(int next, int number) {
        if (next != number + 1) {
            throw new IllegalStateException(number + " and 1 are not " + next);
        }
    }

    private static void print(String what, long count, long begin) {
        long micros = Math.max(1, (System.nanoTime() - begin) / 1_000);
        System.out.printf(
                "%s: %d queries, %d a second, connecting included%n", what, count, count * 1_000_000 / micros);
    }
}
