package io.juvloop.postgres;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.postgres.internal.listen.Subscription;
import io.juvloop.postgres.internal.pool.Pool;
import io.juvloop.postgres.internal.session.Sessions;
import java.util.Objects;

/// Where everything begins: connections to PostgreSQL on the running loop. asyncpg's module functions.
///
/// Loop thread only, because what is made belongs to the running loop. See
/// [asyncpg.connect](https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.connection.connect).
public final class Postgres {
    private Postgres() {}

    /// Connects. asyncpg's `connect(dsn)`.
    ///
    /// @param dsn such as `postgresql://user@host:5432/database`, or in the form `host=... dbname=...`
    /// @return a connection; to be closed
    /// @throws PgException if no host can be connected to, or the server refuses
    /// @throws IllegalArgumentException if the text is no such address
    @Suspends
    public static PgConnection connect(String dsn) {
        return Async.await(connectAsync(dsn));
    }

    /// Connects.
    ///
    /// @param options where and how
    /// @return a connection; to be closed
    /// @throws PgException if no host can be connected to, or the server refuses
    @Suspends
    public static PgConnection connect(PgOptions options) {
        return Async.await(connectAsync(options));
    }

    /// Starts what [#connect(String)] does.
    ///
    /// @param dsn such as `postgresql://user@host:5432/database`
    /// @return a connection; to be closed
    /// @throws IllegalArgumentException if the text is no such address
    public static LoopFuture<PgConnection> connectAsync(String dsn) {
        return connectAsync(PgOptions.of(dsn));
    }

    /// Starts what [#connect(PgOptions)] does.
    ///
    /// @param options where and how
    /// @return a connection; to be closed
    public static LoopFuture<PgConnection> connectAsync(PgOptions options) {
        return Sessions.connect(EventLoop.running(), options);
    }

    /// Opens a pool with the usual options. asyncpg's `create_pool(dsn)`.
    ///
    /// @param dsn such as `postgresql://user@host:5432/database`
    /// @return a pool with its first connection; to be closed
    /// @throws PgException if its first connections cannot be opened
    /// @throws IllegalArgumentException if the text is no such address
    @Suspends
    public static PgPool createPool(String dsn) {
        return Async.await(createPoolAsync(dsn));
    }

    /// Opens a pool. asyncpg's `create_pool(dsn, min_size=, max_size=, ...)`.
    ///
    /// @param options of its connections
    /// @param poolOptions of the pool
    /// @return a pool with its first connections; to be closed
    /// @throws PgException if its first connections cannot be opened
    @Suspends
    public static PgPool createPool(PgOptions options, PoolOptions poolOptions) {
        return Async.await(createPoolAsync(options, poolOptions));
    }

    /// Starts what [#createPool(String)] does.
    ///
    /// @param dsn such as `postgresql://user@host:5432/database`
    /// @return a pool with its first connection; to be closed
    /// @throws IllegalArgumentException if the text is no such address
    public static LoopFuture<PgPool> createPoolAsync(String dsn) {
        return createPoolAsync(PgOptions.of(dsn), PoolOptions.DEFAULT);
    }

    /// Starts what [#createPool(PgOptions, PoolOptions)] does.
    ///
    /// @param options of its connections
    /// @param poolOptions of the pool
    /// @return a pool with its first connections; to be closed
    public static LoopFuture<PgPool> createPoolAsync(PgOptions options, PoolOptions poolOptions) {
        return Pool.open(
                EventLoop.running(),
                Objects.requireNonNull(options, "the options are null"),
                Objects.requireNonNull(poolOptions, "the options of the pool are null"));
    }

    /// Opens a connection for LISTEN, which comes back when it is lost.
    ///
    /// @param options of its connections
    /// @return a subscriber with its first connection; to be closed
    /// @throws PgException if its first connection cannot be opened
    @Suspends
    public static Subscriber subscribe(PgOptions options) {
        return Async.await(subscribeAsync(options));
    }

    /// Starts what [#subscribe] does.
    ///
    /// @param options of its connections
    /// @return a subscriber with its first connection; to be closed
    public static LoopFuture<Subscriber> subscribeAsync(PgOptions options) {
        return Subscription.open(EventLoop.running(), Objects.requireNonNull(options, "the options are null"));
    }
}
