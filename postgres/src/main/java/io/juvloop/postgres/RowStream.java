package io.juvloop.postgres;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a statement, taken as they are used: two batches of some 64 KiB are in hand at the most, and the
/// server waits meanwhile. Node's `pg-query-stream`; asyncpg has cursors only, which need a transaction.
///
/// Closing it early ends the statement on the server without reading the rest. Statements started on the connection
/// meanwhile wait for its end; so a task that holds an open stream cannot use its connection otherwise, and gets an
/// [IllegalStateException] if it tries. Notifications of LISTEN arrive when it ends.
///
/// Loop thread only; one task at a time. Lifetime: until its last row was taken or it is closed.
public interface RowStream extends Iterable<Row>, AutoCloseable {
    /// The columns, once they are known.
    ///
    /// @return in their order
    /// @throws PgException if the statement fails
    @Suspends
    default List<Column> columns() {
        return Async.await(columnsAsync());
    }

    /// The columns, once they are known.
    ///
    /// @return in their order
    LoopFuture<List<Column>> columnsAsync();

    /// The next row.
    ///
    /// @return a row, or null at the end
    /// @throws PgException if the statement fails
    @Suspends
    @Nullable
    Row next();

    /// The rows that are in hand, or the next that come.
    ///
    /// @return some rows, none at the end
    LoopFuture<List<Row>> nextBatchAsync();

    /// Iterates over the rows that are left; there is one iterator, whose methods suspend the task.
    ///
    /// @return the iterator
    @Override
    Iterator<Row> iterator();

    /// Ends the stream, and suspends until the server has ended the statement. Calling it again has no effect.
    @Override
    @Suspends
    default void close() {
        Async.await(closeAsync());
    }

    /// Ends the stream. Calling it again has no effect.
    ///
    /// @return done when the server has ended the statement
    LoopFuture<@Nullable Void> closeAsync();
}
