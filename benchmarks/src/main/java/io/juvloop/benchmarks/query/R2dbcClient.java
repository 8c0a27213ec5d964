package io.juvloop.benchmarks.query;

import io.juvloop.benchmarks.query.Records.Entry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/// r2dbc-postgresql, on one event loop of its own.
///
/// One thread measures; the operations run on the event loop.
final class R2dbcClient implements Client {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Entry> COPIED = Records.entries(QueryLine.COPIED);
    private static final List<Entry> INSERTED = Records.entries(QueryLine.INSERTED);

    private final LoopResources loops;
    private final PostgresqlConnectionFactory factory;
    private final Scheduler loop;
    private final List<PostgresqlConnection> connections = new ArrayList<>();
    private final List<PostgresqlConnection> held = new ArrayList<>();

    private R2dbcClient(Server server) {
        loops = LoopResources.create("r2dbc", 1, true);
        factory = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(server.host())
                .port(server.port())
                .username(server.user())
                .password(server.password())
                .database(server.database())
                .loopResources(loops)
                .build());
        loop = Schedulers.fromExecutor(loops.onClient(true));
    }

    static R2dbcClient open(Server server) {
        R2dbcClient client = new R2dbcClient(server);
        for (int i = 0; i < QueryLine.CONNECTIONS; i++) {
            client.connections.add(client.connect());
        }
        return client;
    }

    private PostgresqlConnection connect() {
        return factory.create().block(PATIENCE);
    }

    @Override
    public boolean does(QueryLine line) {
        return line != QueryLine.INSERT_RECORDS;
    }

    @Override
    public String run(QueryLine line, Expected expected, Duration duration) throws Exception {
        LoadSpan span = LoadSpan.begin(expected, duration);
        Lanes lanes = new Lanes(span);
        var _ = loop.schedule(() -> {
            for (PostgresqlConnection connection : connections) {
                for (int i = 0; i < line.inFlight(); i++) {
                    lanes.add(lane -> start(line, connection, lane));
                }
            }
        });
        return lanes.over().get().end();
    }

    private static void start(QueryLine line, PostgresqlConnection connection, Lanes.Lane lane) {
        Mono<Expected> answer = switch (line) {
            case COPY -> copy(connection);
            case MANY -> insert(connection, line);
            default -> read(statement(connection, line), line);
        };
        var _ = answer.subscribe(rows -> lane.done(rows.rows(), rows.sum()), lane::failed);
    }

    private static PostgresqlStatement statement(PostgresqlConnection connection, QueryLine line) {
        PostgresqlStatement statement = connection.createStatement(line.sql());
        return switch (line) {
            case TYPES -> statement.bind("$1", -1).bind("$2", true);
            case INTEGERS -> statement.bind("$1", QueryLine.INTEGER_ROWS);
            default -> statement;
        };
    }

    private static Mono<Expected> read(PostgresqlStatement statement, QueryLine line) {
        long[] rowsAndSum = new long[2];
        return statement
                .execute()
                .concatMap(result -> result.map((Readable row) -> sum(line, row)))
                .doOnNext(value -> {
                    rowsAndSum[0]++;
                    rowsAndSum[1] += value;
                })
                .then(Mono.fromSupplier(() -> new Expected(rowsAndSum[0], rowsAndSum[1])));
    }

    private static long sum(QueryLine line, Readable row) {
        return switch (line) {
            case TYPES -> ofType(row);
            case INTEGERS, SELECT, SELECT_16 -> row.get(0, Integer.class);
            case BYTES, BIG -> ofBytes(row.get(0, ByteBuffer.class));
            case ARRAYS -> ofArray(row.get(0, Integer[].class));
            default -> throw new IllegalStateException(line + " has no rows");
        };
    }

    private static long ofType(Readable row) {
        return row.get(0, String.class).length()
                + row.get(1, Long.class)
                + row.get(2, Long.class)
                + row.get(3, Short.class)
                + (row.get(4, Boolean.class) ? 1 : 0)
                + row.get(5, String.class).charAt(0)
                + (row.get(6, Boolean.class) ? 1 : 0)
                + (row.get(7, Boolean.class) ? 1 : 0)
                + row.get(8, String.class).charAt(0)
                + row.get(9, Long.class)
                + row.get(10, Integer.class)
                + (long) (row.get(11, Double.class) * 2);
    }

    private static long ofBytes(ByteBuffer buffer) {
        return Sums.ofBytes(buffer.remaining(), buffer.get(buffer.position()), buffer.get(buffer.limit() - 1));
    }

    private static long ofArray(Integer[] array) {
        return Sums.ofArray(array.length, array[0], array[array.length - 1]);
    }

    private static Mono<Expected> copy(PostgresqlConnection connection) {
        CopyText text = new CopyText(COPIED);
        Flux<ByteBuf> pieces = Flux.<byte[]>fromIterable(() -> text).map(Unpooled::wrappedBuffer);
        return connection.copyIn(CopyText.STATEMENT, pieces).map(rows -> new Expected(rows, 0));
    }

    private static Mono<Expected> insert(PostgresqlConnection connection, QueryLine line) {
        PostgresqlStatement statement = connection.createStatement(line.sql());
        for (int i = 0; i < INSERTED.size(); i++) {
            Object[] values = INSERTED.get(i).values();
            for (int column = 0; column < values.length; column++) {
                statement.bind(column, values[column]);
            }
            if (i + 1 < INSERTED.size()) {
                statement.add();
            }
        }
        return statement
                .execute()
                .concatMap(PostgresqlResult::getRowsUpdated)
                .reduce(0L, Long::sum)
                .map(rows -> new Expected(rows, 0));
    }

    @Override
    public void hold(int count) {
        while (held.size() < count) {
            held.add(connect());
        }
    }

    @Override
    public void connectOnce() {
        PostgresqlConnection connection = connect();
        var _ = read(connection.createStatement(QueryLine.SELECT.sql()), QueryLine.SELECT)
                .block(PATIENCE);
        connection.close().block(PATIENCE);
    }

    @Override
    public void close() {
        for (PostgresqlConnection connection : connections) {
            connection.close().block(PATIENCE);
        }
        for (PostgresqlConnection connection : held) {
            connection.close().block(PATIENCE);
        }
        loops.disposeLater().block(PATIENCE);
    }
}
