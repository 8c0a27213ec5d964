package io.juvloop.benchmarks.query;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The tables of a run, in a schema of their own: filled before it, looked at after each slice that writes, dropped
/// at the end.
///
/// One thread. Lifetime: until it is closed.
public final class Tables implements AutoCloseable {
    private static final String RECORD =
            " (id int8, code int4, size int2, ratio float8, active bool, name text, note text)";

    private static final String TYPES = """
            create unlogged table juvloop_bench.types as
            select 'type_' || i || repeat('x', i % 9) as name, (11 + i % 3)::int8 as namespace, 10::int8 as owner,
                   (i % 17 - 1)::int2 as size, i % 2 = 0 as by_value, chr(65 + i % 26) as category,
                   i % 5 = 0 as preferred, true as defined, ','::text as delimiter, (i * 7)::int8 as relation,
                   i * 3 as element, i / 2.0::float8 as ratio, -1 as typmod
            from generate_series(1, 609) as i""";

    private static final String VALUES =
            "repeat(chr(65 + i % 26), 999)::bytea || decode(lpad(to_hex(i % 256), 2, '0'), 'hex') as data";

    private static final String ARRAYS = """
            create unlogged table juvloop_bench.arrays as
            select (select array_agg(i * 1000 + j) from generate_series(1, 100) as j) as list
            from generate_series(1, 100) as i""";

    private static final String SUM_OF_TYPE = "length(name) + namespace + owner + size + by_value::int4"
            + " + ascii(category) + preferred::int4 + defined::int4 + ascii(delimiter) + relation + element"
            + " + (ratio * 2)::int8";
    private static final String SUM_OF_BYTES = "length(data) + get_byte(data, 0) + get_byte(data, length(data) - 1)";
    private static final String SUM_OF_ARRAY = "array_length(list, 1) + list[1] + list[array_length(list, 1)]";

    private final Connection connection;

    private Tables(Connection connection) {
        this.connection = connection;
    }

    /// Fills new ones; an `IOException` contains the server's reason.
    public static Tables fill(Server server) throws IOException {
        try {
            Tables tables = new Tables(DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password()));
            tables.execute(
                    "drop schema if exists juvloop_bench cascade",
                    "create schema juvloop_bench",
                    TYPES,
                    ARRAYS,
                    "create unlogged table juvloop_bench.bytes as select " + VALUES
                            + " from generate_series(1, 100) as i",
                    "create unlogged table juvloop_bench.big as select " + VALUES
                            + " from generate_series(1, 10000) as i",
                    "create unlogged table " + QueryLine.COPY.table() + RECORD,
                    "create unlogged table " + QueryLine.MANY.table() + RECORD,
                    "vacuum analyze");
            return tables;
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// Returns the server's name and version.
    public String version() throws IOException {
        try {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Returns the right answer of a line: for what it reads, as the server computes it.
    public Expected expected(QueryLine line) throws IOException {
        return switch (line) {
            case TYPES -> sum("juvloop_bench.types", SUM_OF_TYPE);
            case INTEGERS -> sum("generate_series(1, " + QueryLine.INTEGER_ROWS + ") as i", "i");
            case BYTES -> sum("juvloop_bench.bytes", SUM_OF_BYTES);
            case ARRAYS -> sum("juvloop_bench.arrays", SUM_OF_ARRAY);
            case BIG -> sum("juvloop_bench.big", SUM_OF_BYTES);
            case SELECT, SELECT_16 -> new Expected(1, 2);
            case COPY, MANY, INSERT_RECORDS -> new Expected(records(line), 0);
        };
    }

    private static int records(QueryLine line) {
        return line == QueryLine.COPY ? QueryLine.COPIED : QueryLine.INSERTED;
    }

    /// Looks whether a table holds what a number of operations have written, and empties it; an `IOException` says
    /// what is wrong. A line that reads has no table.
    public void takeBack(QueryLine line, long operations) throws IOException {
        if (line.table().isEmpty()) {
            return;
        }
        int records = records(line);
        Expected found = sum(line.table(), Records.SUM);
        Expected wanted = new Expected(operations * records, operations * Records.sum(records));
        try {
            execute("truncate " + line.table());
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (!found.equals(wanted)) {
            throw new IOException("the table has " + found + " instead of " + wanted);
        }
    }

    /// Returns how many connections the server still takes, with some to spare.
    public int freeConnections() throws IOException {
        String sql = "select current_setting('max_connections')::int - count(*)::int - 20 from pg_stat_activity";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Expected sum(String table, String value) throws IOException {
        String sql = "select count(*), coalesce(sum(" + value + "), 0)::int8 from " + table;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Expected(row.getLong(1), row.getLong(2));
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        try (connection) {
            execute("drop schema juvloop_bench cascade");
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
