package io.juvloop.postgres.internal.session;

import io.juvloop.LoopFuture;
import io.juvloop.postgres.Column;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.Cursor;
import io.juvloop.postgres.PgStatement;
import io.juvloop.postgres.PgType;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.internal.statement.Description;
import io.juvloop.postgres.internal.statement.Statement;
import io.juvloop.postgres.internal.type.PgTypeInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A statement that the user has in hand: it is never evicted, and runs as those of the connection do.
///
/// Loop thread only. Lifetime: until it is closed.
final class SessionStatement implements PgStatement {
    private final SessionConnection connection;
    private final Statement statement;
    private final SessionStatement original; // of which this is a view, or this
    private Description description;
    private boolean isClosed; // if it is the original

    SessionStatement(SessionConnection connection, Statement statement, Description description) {
        this.connection = connection;
        this.statement = statement;
        this.description = description;
        original = this;
    }

    private SessionStatement(SessionStatement original, SessionConnection connection) {
        this.connection = connection;
        this.original = original;
        statement = original.statement;
        description = original.description;
    }

    private <T extends @Nullable Object> LoopFuture<T> run(ResultShape<T> shape, @Nullable Object[] args) {
        return connection.start(connection.query(shape, requireOpen(), args));
    }

    private Statement requireOpen() {
        connection.requireUsable();
        if (original.isClosed) {
            throw new IllegalStateException("the statement is closed");
        }
        return statement;
    }

    /// What is known now, as it may have been described anew.
    private Description current() {
        Description known = statement.description();
        if (known != null) {
            description = known;
        }
        return description;
    }

    @Override
    public String sql() {
        return statement.sql();
    }

    @Override
    public List<PgType> parameters() {
        List<PgType> types = new ArrayList<>();
        for (PgTypeInfo type : current().parameters()) {
            types.add(type.type());
        }
        return List.copyOf(types);
    }

    @Override
    public List<Column> columns() {
        return current().columns().list();
    }

    @Override
    public LoopFuture<String> explainAsync(boolean analyze, @Nullable Object... args) {
        requireOpen();
        return connection.explain(statement.sql(), analyze, args);
    }

    @Override
    public LoopFuture<CommandStatus> executeAsync(@Nullable Object... args) {
        return run(ResultShapes.STATUS, args);
    }

    @Override
    public LoopFuture<Long> executeManyAsync(Iterable<?> rows) {
        return connection.executeMany(requireOpen(), rows);
    }

    @Override
    public LoopFuture<List<Row>> fetchManyAsync(Iterable<?> rows) {
        return connection.fetchMany(requireOpen(), rows);
    }

    @Override
    public LoopFuture<List<Row>> fetchAsync(@Nullable Object... args) {
        return run(ResultShapes.ROWS, args);
    }

    @Override
    public <T> LoopFuture<List<T>> fetchAsync(Class<T> type, @Nullable Object... args) {
        return run(ResultShapes.rowsAs(Objects.requireNonNull(type, "the class is null")), args);
    }

    @Override
    public LoopFuture<@Nullable Row> fetchRowAsync(@Nullable Object... args) {
        return run(ResultShapes.FIRST_ROW, args);
    }

    @Override
    public <T> LoopFuture<@Nullable T> fetchRowAsync(Class<T> type, @Nullable Object... args) {
        return run(ResultShapes.firstRowAs(Objects.requireNonNull(type, "the class is null")), args);
    }

    @Override
    public LoopFuture<@Nullable Object> fetchValueAsync(@Nullable Object... args) {
        return run(ResultShapes.FIRST_VALUE, args);
    }

    @Override
    public <T> LoopFuture<@Nullable T> fetchValueAsync(Class<T> type, @Nullable Object... args) {
        return run(ResultShapes.firstValueAs(Objects.requireNonNull(type, "the class is null")), args);
    }

    @Override
    public RowStream stream(@Nullable Object... args) {
        return connection.stream(requireOpen(), args);
    }

    @Override
    public Cursor cursor(@Nullable Object... args) {
        return connection.cursor(requireOpen(), args);
    }

    @Override
    public PgStatement withTimeout(Duration limit) {
        return new SessionStatement(original, connection.withTimeout(limit));
    }

    @Override
    public PgStatement withMaxResultBytes(long limit) {
        return new SessionStatement(original, connection.withMaxResultBytes(limit));
    }

    @Override
    public void close() {
        if (!original.isClosed) {
            connection.session().requireLoopThread();
            original.isClosed = true;
            connection.session().statements().close(statement);
        }
    }

    @Override
    public String toString() {
        return "PgStatement[" + statement.sql() + "]";
    }
}
