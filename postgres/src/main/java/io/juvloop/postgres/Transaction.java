package io.juvloop.postgres;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A transaction, or inside of one a savepoint: asyncpg's `Transaction`.
///
/// It is for try-with-resources: what is not committed is rolled back by [#close]. `BEGIN` is sent together with the
/// first
/// statement, so it costs no round trip; if it fails, that statement fails.
///
/// Statements of the connection run in the transaction, whether they are started here or there, and a statement that
/// fails makes the server refuse the others until the transaction or a savepoint is rolled back.
///
/// Loop thread only; one task at a time. Lifetime: until it is committed, rolled back or closed.
public interface Transaction extends Queries, AutoCloseable {
    /// Begins at once, which the first statement does otherwise.
    ///
    /// @throws PgException if it fails
    @Suspends
    default void begin() {
        Async.await(beginAsync());
    }

    /// Starts what [#begin] does.
    ///
    /// @return done when it has begun
    LoopFuture<@Nullable Void> beginAsync();

    /// Commits.
    ///
    /// @throws PgException if it fails, or if the server has rolled back instead
    /// @throws IllegalStateException if it is not open, or a transaction inside of it is
    @Suspends
    default void commit() {
        Async.await(commitAsync());
    }

    /// Starts what [#commit] does.
    ///
    /// @return done when it is committed
    LoopFuture<@Nullable Void> commitAsync();

    /// Rolls back.
    ///
    /// @throws PgException if it fails
    /// @throws IllegalStateException if it is not open, or a transaction inside of it is
    @Suspends
    default void rollback() {
        Async.await(rollbackAsync());
    }

    /// Starts what [#rollback] does.
    ///
    /// @return done when it is rolled back
    LoopFuture<@Nullable Void> rollbackAsync();

    /// Whether it was neither committed nor rolled back.
    ///
    /// @return whether it is open
    boolean isOpen();

    /// Rolls back if it is open; otherwise it does nothing.
    @Override
    @Suspends
    default void close() {
        Async.await(closeAsync());
    }

    /// Starts what [#close] does.
    ///
    /// @return done when it is not open
    LoopFuture<@Nullable Void> closeAsync();

    /// A view of this transaction whose operations have a time limit each, its end included, see [Queries#withTimeout].
    ///
    /// @param limit for each operation, everything it needs included; positive
    /// @return a view of the same transaction
    @Override
    Transaction withTimeout(Duration limit);

    /// A view of this transaction whose results have a size limit each, see [Queries#withMaxResultBytes].
    ///
    /// @param limit bytes of the rows of one result, positive
    /// @return a view of the same transaction
    @Override
    Transaction withMaxResultBytes(long limit);
}
