package io.juvloop.benchmarks.query;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// pgjdbc: a thread for each connection, which blocks. The threads stay, so that none of their processor time is lost
/// to the measurement.
///
/// One thread measures.
final class JdbcClient implements Client {
    private final Server server;
    private final ExecutorService threads;
    private final List<JdbcConnection> connections = new ArrayList<>();
    private final List<Connection> held = new ArrayList<>();

    JdbcClient(Server server, Thread.Builder kind) throws SQLException {
        this.server = server;
        this.threads = Executors.newFixedThreadPool(QueryLine.CONNECTIONS, kind.factory());
        for (int i = 0; i < QueryLine.CONNECTIONS; i++) {
            connections.add(new JdbcConnection(connect()));
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", server.user());
        properties.setProperty("password", server.password());
        properties.setProperty("prepareThreshold", "1");
        properties.setProperty("reWriteBatchedInserts", "true");
        return DriverManager.getConnection(server.jdbcUrl(), properties);
    }

    /// It has one statement in flight on a connection.
    @Override
    public boolean does(QueryLine line) {
        return line.inFlight() == 1 && line != QueryLine.INSERT_RECORDS;
    }

    @Override
    public String run(QueryLine line, Expected expected, Duration duration) throws Exception {
        LoadSpan span = LoadSpan.begin(expected, duration);
        List<Future<LoadSpan>> parts = new ArrayList<>();
        for (JdbcConnection connection : connections) {
            parts.add(threads.submit(() -> work(connection, line, span.part())));
        }
        for (Future<LoadSpan> part : parts) {
            span.add(result(part));
        }
        return span.end();
    }

    private static LoadSpan work(JdbcConnection connection, QueryLine line, LoadSpan part) throws Exception {
        while (!part.isOver()) {
            long begun = System.nanoTime();
            if (line.table().isEmpty()) {
                Expected answer = connection.read(line);
                part.count(begun, answer.rows(), answer.sum());
            } else {
                part.count(begun, connection.write(line), 0);
            }
        }
        return part;
    }

    private static LoadSpan result(Future<LoadSpan> part) throws Exception {
        try {
            return part.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void hold(int count) throws SQLException {
        while (held.size() < count) {
            held.add(connect());
        }
    }

    @Override
    public void connectOnce() throws SQLException {
        try (Connection connection = connect();
                var statement = connection.prepareStatement(QueryLine.SELECT.sql());
                var rows = statement.executeQuery()) {
            rows.next();
        }
    }

    @Override
    public void close() throws IOException {
        threads.close();
        try {
            for (JdbcConnection connection : connections) {
                connection.close();
            }
            for (Connection connection : held) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
