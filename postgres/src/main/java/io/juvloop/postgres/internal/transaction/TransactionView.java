package io.juvloop.postgres.internal.transaction;

import io.juvloop.LoopFuture;
import io.juvloop.postgres.Queries;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.internal.queries.ForwardedQueries;
import io.juvloop.postgres.internal.session.SessionConnection;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A view of a transaction whose operations, its end included, have limits.
///
/// Loop thread only. Lifetime: that of the transaction.
final class TransactionView extends ForwardedQueries implements Transaction {
    private final OpenTransaction transaction;
    private final SessionConnection connection;

    /// @param connection of the transaction, with the limits
    TransactionView(OpenTransaction transaction, SessionConnection connection) {
        this.transaction = transaction;
        this.connection = connection;
    }

    // --- Statements

    @Override
    protected <T extends @Nullable Object> LoopFuture<T> forward(
            @Nullable String sql, Function<Queries, LoopFuture<T>> call) {
        return call.apply(transaction.usable(connection));
    }

    @Override
    public RowStream stream(String sql, @Nullable Object... args) {
        return transaction.usable(connection).stream(sql, args);
    }

    // --- The begin and the end

    @Override
    public LoopFuture<@Nullable Void> beginAsync() {
        return transaction.usable(connection).pingAsync();
    }

    @Override
    public LoopFuture<@Nullable Void> commitAsync() {
        return transaction.commit(connection);
    }

    @Override
    public LoopFuture<@Nullable Void> rollbackAsync() {
        return transaction.rollback(connection);
    }

    @Override
    public LoopFuture<@Nullable Void> closeAsync() {
        return transaction.close(connection);
    }

    @Override
    public boolean isOpen() {
        return transaction.isOpen();
    }

    // --- Views

    @Override
    public Transaction withTimeout(Duration limit) {
        return new TransactionView(transaction, connection.withTimeout(limit));
    }

    @Override
    public Transaction withMaxResultBytes(long limit) {
        return new TransactionView(transaction, connection.withMaxResultBytes(limit));
    }

    @Override
    public String toString() {
        return transaction.toString();
    }
}
