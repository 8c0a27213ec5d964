package io.juvloop.postgres;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.postgres.internal.session.Sessions;

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
}
