package io.juvloop.postgres;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cursor of the server, from which rows are fetched in portions, with other statements in between: asyncpg's
/// `Cursor`.
///
/// It exists in a transaction only; [RowStream] needs none. The statement is sent with the first fetch.
///
/// Loop thread only. Lifetime: until it is closed or the transaction ends.
public interface Cursor extends Iterable<Row>, AutoCloseable {
    /// Fetches the next rows. asyncpg's `fetch(n)`.
    ///
    /// @param count how many at the most, positive
    /// @return fewer at the end
    /// @throws PgException if it fails
    @Suspends
    default List<Row> fetch(int count) {
        return Async.await(fetchAsync(count));
    }

    /// Starts what [#fetch] does.
    ///
    /// @param count how many at the most, positive
    /// @return fewer at the end
    LoopFuture<List<Row>> fetchAsync(int count);

    /// Fetches one row. asyncpg's `fetchrow()`.
    ///
    /// @return the next, or null at the end
    /// @throws PgException if it fails
    @Suspends
    default @Nullable Row fetchRow() {
        return Async.await(fetchRowAsync());
    }

    /// Starts what [#fetchRow] does.
    ///
    /// @return the next, or null at the end
    LoopFuture<@Nullable Row> fetchRowAsync();

    /// Skips rows. asyncpg's `forward(n)`.
    ///
    /// @param count how many, positive
    /// @return how many there were
    /// @throws PgException if it fails
    @Suspends
    default long forward(int count) {
        return Async.await(forwardAsync(count));
    }

    /// Starts what [#forward] does.
    ///
    /// @param count how many, positive
    /// @return how many there were
    LoopFuture<Long> forwardAsync(int count);

    /// Iterates over the rows that are left, in portions of 50 unless [#withPrefetch] says otherwise.
    ///
    /// @return an iterator, whose methods suspend the task
    @Override
    Iterator<Row> iterator();

    /// The same cursor with another size of the portions of [#iterator]. asyncpg's `prefetch`.
    ///
    /// @param rows how many, positive
    /// @return this
    Cursor withPrefetch(int rows);

    /// Closes the cursor on the server. Calling it again has no effect.
    @Override
    @Suspends
    default void close() {
        Async.await(closeAsync());
    }

    /// Closes the cursor on the server. Calling it again has no effect.
    ///
    /// @return done when it is closed
    LoopFuture<@Nullable Void> closeAsync();
}
