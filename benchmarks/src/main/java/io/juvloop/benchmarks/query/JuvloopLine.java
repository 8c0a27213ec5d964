package io.juvloop.benchmarks.query;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgStatement;
import io.juvloop.postgres.Row;
import java.util.ArrayList;
import java.util.List;

/// A line as juvloop's driver does it: its statement on each connection, its arguments, and how its rows are read.
///
/// Loop thread only.
final class JuvloopLine {
    private static final List<Object[]> COPIED = Records.values(QueryLine.COPIED);
    private static final List<Object[]> INSERTED = Records.values(QueryLine.INSERTED);

    private final QueryLine line;
    private final List<PgConnection> connections;
    private final List<PgStatement> statements = new ArrayList<>();

    private JuvloopLine(QueryLine line, List<PgConnection> connections) {
        this.line = line;
        this.connections = connections;
    }

    /// Prepares the statement on each connection.
    static JuvloopLine prepare(QueryLine line, List<PgConnection> connections) {
        JuvloopLine work = new JuvloopLine(line, connections);
        if (!line.sql().isEmpty()) {
            for (PgConnection connection : connections) {
                work.statements.add(connection.prepare(line.sql()));
            }
        }
        return work;
    }

    QueryLine line() {
        return line;
    }

    List<PgConnection> connections() {
        return connections;
    }

    /// Whether it reads rows.
    boolean reads() {
        return line.table().isEmpty();
    }

    /// Starts the reading of all rows.
    LoopFuture<List<Row>> fetch(int connection) {
        PgStatement statement = statements.get(connection);
        return switch (line) {
            case TYPES -> statement.fetchAsync(-1, true);
            case INTEGERS -> statement.fetchAsync(QueryLine.INTEGER_ROWS);
            default -> statement.fetchAsync();
        };
    }

    /// Starts the reading of one value.
    LoopFuture<Integer> fetchValue(int connection) {
        return statements.get(connection).fetchValueAsync(Integer.class);
    }

    /// Starts the writing of all records.
    LoopFuture<Long> write(int connection) {
        return switch (line) {
            case COPY -> connections.get(connection).copyRecordsToTableAsync(line.table(), Records.COLUMNS, COPIED);
            case MANY -> statements.get(connection).executeManyAsync(INSERTED);
            case INSERT_RECORDS ->
                connections.get(connection).insertRecordsAsync(line.table(), Records.COLUMNS, INSERTED);
            default -> throw new IllegalStateException(line + " writes nothing");
        };
    }

    /// Does one operation in a task, and counts it.
    void doOnce(int connection, LoadSpan span) {
        long begun = System.nanoTime();
        if (line.sql().equals(QueryLine.SELECT.sql())) {
            int value = Async.await(fetchValue(connection));
            span.count(begun, 1, value);
        } else if (reads()) {
            List<Row> rows = Async.await(fetch(connection));
            span.count(begun, rows.size(), sum(rows));
        } else {
            long written = Async.await(write(connection));
            span.count(begun, written, 0);
        }
    }

    /// Reads every value of the rows.
    long sum(List<Row> rows) {
        long sum = 0;
        for (Row row : rows) {
            sum += switch (line) {
                case TYPES -> ofType(row);
                case INTEGERS -> row.getInt(0);
                case BYTES, BIG -> Sums.ofBytes(row.getBytes(0));
                case ARRAYS -> ofArray(row.get(0, int[].class));
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
                + row.getInt(10)
                + (long) (row.getDouble(11) * 2);
    }

    private static long ofArray(int[] array) {
        return Sums.ofArray(array.length, array[0], array[array.length - 1]);
    }
}
