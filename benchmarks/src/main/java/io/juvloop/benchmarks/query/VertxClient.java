package io.juvloop.benchmarks.query;

import io.juvloop.benchmarks.query.Records.Entry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The PostgreSQL client of Vert.x, on one event loop with the native transport, and pipelining of up to 256.
///
/// One thread measures; the operations run on the event loop.
final class VertxClient implements Client {
    private static final int PIPELINING = 256;
    private static final int PATIENCE_SECONDS = 60;
    private static final List<Tuple> INSERTED =
            Records.entries(QueryLine.INSERTED).stream().map(VertxClient::tuple).toList();

    private final Vertx vertx;
    private final Context loop;
    private final PgConnectOptions options;
    private final List<PgConnection> connections = new ArrayList<>();
    private final List<PgConnection> held = new ArrayList<>();
    private final Map<QueryLine, List<PreparedStatement>> statements = new EnumMap<>(QueryLine.class);

    private VertxClient(Server server) {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
        loop = vertx.getOrCreateContext();
        options = new PgConnectOptions()
                .setHost(server.host())
                .setPort(server.port())
                .setUser(server.user())
                .setPassword(server.password())
                .setDatabase(server.database())
                .setPipeliningLimit(PIPELINING)
                .setCachePreparedStatements(true);
    }

    static VertxClient open(Server server) throws Exception {
        VertxClient client = new VertxClient(server);
        for (int i = 0; i < QueryLine.CONNECTIONS; i++) {
            client.connections.add(client.connect());
        }
        return client;
    }

    private PgConnection connect() throws Exception {
        return await(() -> PgConnection.connect(vertx, options));
    }

    /// It has no COPY.
    @Override
    public boolean does(QueryLine line) {
        return line != QueryLine.COPY && line != QueryLine.INSERT_RECORDS;
    }

    @Override
    public String run(QueryLine line, Expected expected, Duration duration) throws Exception {
        List<PreparedStatement> prepared = prepared(line);
        LoadSpan span = LoadSpan.begin(expected, duration);
        Lanes lanes = new Lanes(span);
        loop.runOnContext(_ -> {
            for (PreparedStatement statement : prepared) {
                for (int i = 0; i < line.inFlight(); i++) {
                    lanes.add(lane -> start(line, statement, lane));
                }
            }
        });
        return lanes.over().get().end();
    }

    private List<PreparedStatement> prepared(QueryLine line) throws Exception {
        List<PreparedStatement> prepared = statements.computeIfAbsent(line, _ -> new ArrayList<>());
        while (prepared.size() < connections.size()) {
            PgConnection connection = connections.get(prepared.size());
            prepared.add(await(() -> connection.prepare(line.sql())));
        }
        return prepared;
    }

    private static void start(QueryLine line, PreparedStatement statement, Lanes.Lane lane) {
        Future<RowSet<Row>> future = switch (line) {
            case MANY -> statement.query().executeBatch(INSERTED);
            case TYPES -> statement.query().execute(Tuple.of(-1, true));
            case INTEGERS -> statement.query().execute(Tuple.of(QueryLine.INTEGER_ROWS));
            default -> statement.query().execute();
        };
        future.onComplete(
                rows -> {
                    if (line == QueryLine.MANY) {
                        lane.done(inserted(rows), 0);
                    } else {
                        lane.done(rows.size(), sum(line, rows));
                    }
                },
                lane::failed);
    }

    private static long inserted(RowSet<Row> first) {
        long count = 0;
        for (RowSet<Row> result = first; result != null; result = result.next()) {
            count += result.rowCount();
        }
        return count;
    }

    private static long sum(QueryLine line, RowSet<Row> rows) {
        long sum = 0;
        for (Row row : rows) {
            sum += switch (line) {
                case TYPES -> ofType(row);
                case INTEGERS, SELECT, SELECT_16 -> row.getInteger(0);
                case BYTES, BIG -> ofBytes(row.getBuffer(0));
                case ARRAYS -> ofArray(row.getArrayOfIntegers(0));
                default -> throw new IllegalStateException(line + " has no rows");
            };
        }
        return sum;
    }

    private static long ofType(Row row) {
        return row.getString(0).length()
                + row.getLong(1)
                + row.getLong(2)
                + row.getShort(3)
                + (row.getBoolean(4) ? 1 : 0)
                + row.getString(5).charAt(0)
                + (row.getBoolean(6) ? 1 : 0)
                + (row.getBoolean(7) ? 1 : 0)
                + row.getString(8).charAt(0)
                + row.getLong(9)
                + row.getInteger(10)
                + (long) (row.getDouble(11) * 2);
    }

    private static long ofBytes(Buffer buffer) {
        return Sums.ofBytes(buffer.length(), buffer.getByte(0), buffer.getByte(buffer.length() - 1));
    }

    private static long ofArray(Integer[] array) {
        return Sums.ofArray(array.length, array[0], array[array.length - 1]);
    }

    private static Tuple tuple(Entry entry) {
        return Tuple.from(entry.values());
    }

    @Override
    public void hold(int count) throws Exception {
        while (held.size() < count) {
            held.add(connect());
        }
    }

    @Override
    public void connectOnce() throws Exception {
        PgConnection connection = connect();
        var _ = await(() -> connection.preparedQuery(QueryLine.SELECT.sql()).execute());
        await(connection::close);
    }

    @Override
    public void close() throws IOException {
        try {
            for (PgConnection connection : connections) {
                await(connection::close);
            }
            for (PgConnection connection : held) {
                await(connection::close);
            }
            vertx.close().await();
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Starts something on the event loop and waits for it.
    private <T> T await(Callable<Future<T>> start) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.runOnContext(_ -> {
            try {
                start.call().onComplete(done::complete, done::completeExceptionally);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
