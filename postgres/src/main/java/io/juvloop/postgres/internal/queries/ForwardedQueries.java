package io.juvloop.postgres.internal.queries;

import io.juvloop.LoopFuture;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.CopySink;
import io.juvloop.postgres.CopySource;
import io.juvloop.postgres.InsertOptions;
import io.juvloop.postgres.Queries;
import io.juvloop.postgres.Row;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Queries that run on a connection which is chosen for each, as those of a pool and a transaction.
///
/// Loop thread only.
public abstract class ForwardedQueries implements Queries {
    /// Runs something.
    ///
    /// @param <T> the type of the result
    /// @param sql the text, if it is one statement with its arguments
    /// @param call starts it
    /// @return the result of the call
    protected abstract <T extends @Nullable Object> LoopFuture<T> forward(
            @Nullable String sql, Function<Queries, LoopFuture<T>> call);

    @Override
    public LoopFuture<CommandStatus> executeAsync(String sql, @Nullable Object... args) {
        return forward(sql, queries -> queries.executeAsync(sql, args));
    }

    @Override
    public LoopFuture<Long> executeManyAsync(String sql, Iterable<?> rows) {
        return forward(null, queries -> queries.executeManyAsync(sql, rows));
    }

    @Override
    public LoopFuture<List<Row>> fetchAsync(String sql, @Nullable Object... args) {
        return forward(sql, queries -> queries.fetchAsync(sql, args));
    }

    @Override
    public <T> LoopFuture<List<T>> fetchAsync(Class<T> type, String sql, @Nullable Object... args) {
        return forward(sql, queries -> queries.fetchAsync(type, sql, args));
    }

    @Override
    public LoopFuture<@Nullable Row> fetchRowAsync(String sql, @Nullable Object... args) {
        return forward(sql, queries -> queries.fetchRowAsync(sql, args));
    }

    @Override
    public <T> LoopFuture<@Nullable T> fetchRowAsync(Class<T> type, String sql, @Nullable Object... args) {
        return forward(sql, queries -> queries.fetchRowAsync(type, sql, args));
    }

    @Override
    public LoopFuture<@Nullable Object> fetchValueAsync(String sql, @Nullable Object... args) {
        return forward(sql, queries -> queries.fetchValueAsync(sql, args));
    }

    @Override
    public <T> LoopFuture<@Nullable T> fetchValueAsync(Class<T> type, String sql, @Nullable Object... args) {
        return forward(sql, queries -> queries.fetchValueAsync(type, sql, args));
    }

    @Override
    public LoopFuture<List<Row>> fetchManyAsync(String sql, Iterable<?> rows) {
        return forward(null, queries -> queries.fetchManyAsync(sql, rows));
    }

    @Override
    public LoopFuture<Long> copyRecordsToTableAsync(String table, List<String> columns, Iterable<?> records) {
        return forward(null, queries -> queries.copyRecordsToTableAsync(table, columns, records));
    }

    @Override
    public LoopFuture<Long> insertRecordsAsync(
            String table, List<String> columns, Iterable<?> records, InsertOptions options) {
        return forward(null, queries -> queries.insertRecordsAsync(table, columns, records, options));
    }

    @Override
    public LoopFuture<Long> copyToTableAsync(String table, CopySource source, CopyOptions options) {
        return forward(null, queries -> queries.copyToTableAsync(table, source, options));
    }

    @Override
    public LoopFuture<Long> copyFromTableAsync(String table, CopySink sink, CopyOptions options) {
        return forward(null, queries -> queries.copyFromTableAsync(table, sink, options));
    }

    @Override
    public LoopFuture<Long> copyFromQueryAsync(
            String sql, CopySink sink, CopyOptions options, @Nullable Object... args) {
        return forward(null, queries -> queries.copyFromQueryAsync(sql, sink, options, args));
    }
}
