package io.juvloop.postgres;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Connections that are kept and lent: asyncpg's `Pool`.
///
/// Users are served in the order in which they came. A connection that comes back goes to the next one at once: what
/// it was left with is reset (see [PgConnection#reset]) ahead of the next statement, in the same flight.
///
/// The methods of [Queries] run their statement on any free connection, which comes back when it is done. Such a
/// connection is reset only if the statement was something else than a query. With [PoolOptions#withPipelining] they
/// share connections.
///
/// A pool opens connections one by one as they are needed, up to [PoolOptions#maxSize]. It hears of a lost one at
/// once. In debug mode ([EventLoop#setDebug]) it knows where each connection was acquired, and says so where one is
/// missing.
///
/// Loop thread only. Lifetime: from [Postgres#createPool] to [#close], [#terminate] or the close of its loop. See
/// [asyncpg's Pool](https://magicstack.github.io/asyncpg/current/api/index.html#connection-pools).
public interface PgPool extends Queries, AutoCloseable {
    // --- Connections

    /// Acquires a connection; waits as long as the options say. asyncpg's `acquire()`.
    ///
    /// @return a connection, whose `close` gives it back
    /// @throws PgTimeoutException if none was free in time
    /// @throws PgException if none could be opened
    /// @throws IllegalStateException if the pool is closed, before or meanwhile
    @Suspends
    PgConnection acquire();

    /// Acquires a connection, and waits for a limited time. asyncpg's `acquire(timeout=)`.
    ///
    /// @param limit how long to wait; positive
    /// @return a connection, whose `close` gives it back
    /// @throws PgTimeoutException if none was free in time
    /// @throws PgException if none could be opened
    /// @throws IllegalStateException if the pool is closed, before or meanwhile
    @Suspends
    PgConnection acquire(Duration limit);

    /// Starts what [#acquire()] does. Who asks must give the connection back, even if it does not want it any
    /// more: a future that is done cannot be cancelled.
    ///
    /// @return a connection, whose `close` gives it back
    LoopFuture<PgConnection> acquireAsync();

    /// Starts what [#acquire(Duration)] does, see [#acquireAsync()].
    ///
    /// @param limit how long to wait; positive
    /// @return a connection, whose `close` gives it back
    LoopFuture<PgConnection> acquireAsync(Duration limit);

    /// Runs code with a connection, and gives it back.
    ///
    /// @param <T> the type of the result
    /// @param <X> the checked exceptions of the code
    /// @param body the code
    /// @return its result
    /// @throws X what the code throws
    /// @throws PgException if there is no connection
    /// @throws IllegalStateException if the pool is closed, before or meanwhile
    @Suspends
    <T extends @Nullable Object, X extends Exception> T run(ConnectionBody<T, X> body) throws X;

    // --- Views

    /// A view of this pool whose operations have a time limit each, see [Queries#withTimeout]. The wait for a
    /// connection is a part of them. On a connection that is acquired from it each operation has the limit, too.
    ///
    /// @param limit for each operation, everything it needs included; positive
    /// @return a view of the same pool
    @Override
    PgPool withTimeout(Duration limit);

    /// A view of this pool whose results have a size limit each, see [Queries#withMaxResultBytes], also on connections
    /// that are acquired from it.
    ///
    /// @param limit bytes of the rows of one result, positive
    /// @return a view of the same pool
    @Override
    PgPool withMaxResultBytes(long limit);

    // --- The pool

    /// Replaces all connections: idle ones now, the others when they come back. asyncpg's `expire_connections()`.
    void expireConnections();

    /// Opens further connections in another way, such as with another password. asyncpg's `set_connect_args()`.
    ///
    /// @param options where and how; open connections stay, see [#expireConnections]
    void setOptions(PgOptions options);

    /// The figures of the pool. asyncpg's `get_size()`, `get_idle_size()` and more.
    ///
    /// @return the figures now
    PoolStats stats();

    /// The loop of this pool. Any thread.
    ///
    /// @return the loop
    EventLoop loop();

    /// Whether the pool is closed or being closed. asyncpg's `is_closing()`.
    ///
    /// @return true from the first [#close] or [#terminate] on
    boolean isClosed();

    // --- The end

    /// Closes: refuses new users and those that wait, and closes each connection when it comes back. It waits for
    /// all of them, and warns after a minute. Again, it waits for the same end. asyncpg's `close()`.
    @Override
    @Suspends
    default void close() {
        Async.await(closeAsync());
    }

    /// Closes within a limit, and terminates what is open then.
    ///
    /// @param limit how long it may take; zero or less terminates at once
    @Suspends
    default void close(Duration limit) {
        Async.await(closeAsync(limit));
    }

    /// Starts what [#close()] does.
    ///
    /// @return done when all connections are closed
    LoopFuture<@Nullable Void> closeAsync();

    /// Starts what [#close(Duration)] does.
    ///
    /// @param limit how long it may take; zero or less terminates at once
    /// @return done when all connections are closed
    LoopFuture<@Nullable Void> closeAsync(Duration limit);

    /// Ends all connections at once, also those that are lent. asyncpg's `terminate()`.
    void terminate();
}
