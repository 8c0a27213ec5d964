package io.juvloop.benchmarks.query;

import io.juvloop.benchmarks.query.Records.Entry;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// A connection of pgjdbc with its prepared statements.
///
/// One thread at a time. Lifetime: until it is closed.
final class JdbcConnection implements AutoCloseable {
    private static final List<Entry> COPIED = Records.entries(QueryLine.COPIED);
    private static final List<Entry> INSERTED = Records.entries(QueryLine.INSERTED);

    private final Connection connection;
    private final Map<QueryLine, PreparedStatement> statements = new EnumMap<>(QueryLine.class);

    JdbcConnection(Connection connection) {
        this.connection = connection;
    }

    private PreparedStatement statement(QueryLine line) throws SQLException {
        PreparedStatement statement = statements.get(line);
        if (statement == null) {
            statement = connection.prepareStatement(line.sqlWithQuestionMarks());
            statements.put(line, statement);
        }
        return statement;
    }

    /// Does a line that reads.
    Expected read(QueryLine line) throws SQLException {
        PreparedStatement statement = statement(line);
        switch (line) {
            case TYPES -> {
                statement.setInt(1, -1);
                statement.setBoolean(2, true);
            }
            case INTEGERS -> statement.setInt(1, QueryLine.INTEGER_ROWS);
            default -> {} // no arguments
        }
        long rows = 0;
        long sum = 0;
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows++;
                sum += sum(line, result);
            }
        }
        return new Expected(rows, sum);
    }

    private static long sum(QueryLine line, ResultSet row) throws SQLException {
        return switch (line) {
            case TYPES -> ofType(row);
            case INTEGERS, SELECT -> row.getInt(1);
            case BYTES, BIG -> Sums.ofBytes(row.getBytes(1));
            case ARRAYS -> ofArray(row.getArray(1));
            default -> throw new IllegalStateException(line + " has no rows");
        };
    }

    private static long ofType(ResultSet row) throws SQLException {
        return row.getString(1).length()
                + row.getLong(2)
                + row.getLong(3)
                + row.getShort(4)
                + (row.getBoolean(5) ? 1 : 0)
                + row.getString(6).charAt(0)
                + (row.getBoolean(7) ? 1 : 0)
                + (row.getBoolean(8) ? 1 : 0)
                + row.getString(9).charAt(0)
                + row.getLong(10)
                + row.getInt(11)
                + (long) (row.getDouble(12) * 2);
    }

    private static long ofArray(Array array) throws SQLException {
        Integer[] values = (Integer[]) array.getArray();
        return Sums.ofArray(values.length, values[0], values[values.length - 1]);
    }

    /// Does a line that writes.
    long write(QueryLine line) throws SQLException, IOException {
        return line == QueryLine.COPY ? copy() : insert(statement(line));
    }

    private long copy() throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(CopyText.STATEMENT);
        CopyText text = new CopyText(COPIED);
        while (text.hasNext()) {
            byte[] piece = text.next();
            copy.writeToCopy(piece, 0, piece.length);
        }
        return copy.endCopy();
    }

    private static long insert(PreparedStatement statement) throws SQLException {
        for (Entry entry : INSERTED) {
            statement.setLong(1, entry.id());
            statement.setInt(2, entry.code());
            statement.setShort(3, entry.size());
            statement.setDouble(4, entry.ratio());
            statement.setBoolean(5, entry.active());
            statement.setString(6, entry.name());
            statement.setString(7, entry.note());
            statement.addBatch();
        }
        return statement.executeBatch().length;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
