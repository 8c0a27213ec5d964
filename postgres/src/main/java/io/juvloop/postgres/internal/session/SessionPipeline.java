package io.juvloop.postgres.internal.session;

import io.juvloop.LoopFuture;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.Pipeline;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.internal.base.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A pipeline of a connection: it collects statements, and sends them together when it is closed.
///
/// Loop thread only. Lifetime: until it is closed.
final class SessionPipeline implements Pipeline {
    private final SessionConnection connection;
    private final List<QueryOperation<?>> members = new ArrayList<>();
    private @Nullable LoopFuture<@Nullable Void> closed;

    SessionPipeline(SessionConnection connection) {
        this.connection = connection;
    }

    private <T extends @Nullable Object> LoopFuture<T> add(ResultShape<T> shape, String sql, @Nullable Object[] args) {
        connection.requireUsable();
        if (closed != null) {
            throw new IllegalStateException("the pipeline is closed");
        }
        QueryOperation<T> member = connection.query(shape, sql, args);
        members.add(member);
        return member;
    }

    @Override
    public LoopFuture<CommandStatus> executeAsync(String sql, @Nullable Object... args) {
        return add(ResultShapes.STATUS, sql, args);
    }

    @Override
    public LoopFuture<List<Row>> fetchAsync(String sql, @Nullable Object... args) {
        return add(ResultShapes.ROWS, sql, args);
    }

    @Override
    public <T> LoopFuture<List<T>> fetchAsync(Class<T> type, String sql, @Nullable Object... args) {
        return add(ResultShapes.rowsAs(Objects.requireNonNull(type, "the class is null")), sql, args);
    }

    @Override
    public LoopFuture<@Nullable Row> fetchRowAsync(String sql, @Nullable Object... args) {
        return add(ResultShapes.FIRST_ROW, sql, args);
    }

    @Override
    public <T> LoopFuture<@Nullable T> fetchRowAsync(Class<T> type, String sql, @Nullable Object... args) {
        return add(ResultShapes.firstRowAs(Objects.requireNonNull(type, "the class is null")), sql, args);
    }

    @Override
    public LoopFuture<@Nullable Object> fetchValueAsync(String sql, @Nullable Object... args) {
        return add(ResultShapes.FIRST_VALUE, sql, args);
    }

    @Override
    public <T> LoopFuture<@Nullable T> fetchValueAsync(Class<T> type, String sql, @Nullable Object... args) {
        return add(ResultShapes.firstValueAs(Objects.requireNonNull(type, "the class is null")), sql, args);
    }

    @Override
    public LoopFuture<@Nullable Void> closeAsync() {
        LoopFuture<@Nullable Void> present = closed;
        if (present == null) {
            Session session = connection.session();
            closed = Outcomes.done(session.loop());
            present = members.isEmpty() ? closed : connection.start(new GroupOperation(session, members));
            closed = present;
        }
        return present;
    }
}
