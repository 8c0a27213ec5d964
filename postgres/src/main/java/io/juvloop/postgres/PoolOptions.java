package io.juvloop.postgres;

import io.juvloop.postgres.internal.options.Option;
import io.juvloop.postgres.internal.options.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How a pool keeps its connections: asyncpg's keyword arguments of `create_pool`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `PoolOptions.DEFAULT.withMaxSize(20)`. See
/// [create_pool](https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.pool.create_pool).
public final class PoolOptions {
    private static final int USUAL_SIZE = 10;
    private static final int USUAL_QUERIES = 50_000;

    private static final Option<Integer> MIN_SIZE = new Option<>("minSize", 1);
    private static final Option<Integer> MAX_SIZE = new Option<>("maxSize", USUAL_SIZE);
    private static final Option<Long> MAX_QUERIES = new Option<>("maxQueries", (long) USUAL_QUERIES);
    private static final Option<@Nullable Duration> MAX_IDLE = new Option<>("maxIdle", Duration.ofMinutes(5));
    private static final Option<@Nullable Duration> MAX_LIFETIME = new Option<>("maxLifetime", null);
    private static final Option<@Nullable Duration> ACQUIRE_TIMEOUT =
            new Option<>("acquireTimeout", Duration.ofSeconds(30));
    private static final Option<@Nullable Duration> CHECK_AFTER_IDLE =
            new Option<>("checkAfterIdle", Duration.ofSeconds(30));
    private static final Option<@Nullable Function<PgOptions, ? extends CompletionStage<PgConnection>>> CONNECT =
            new Option<>("connect", null);
    private static final Option<@Nullable ConnectionHook> INIT = new Option<>("init", null);
    private static final Option<@Nullable ConnectionHook> SETUP = new Option<>("setup", null);
    private static final Option<@Nullable ConnectionHook> RESET = new Option<>("reset", null);
    private static final Option<Integer> PIPELINING = new Option<>("pipelining", 0);

    /// Between 1 and 10 connections, which are replaced after 50 000 statements and closed after five idle minutes.
    public static final PoolOptions DEFAULT = new PoolOptions(Settings.INITIAL);

    private final Settings settings;

    private PoolOptions(Settings settings) {
        this.settings = settings;
    }

    // --- Sizes

    /// How many connections the pool opens at first and keeps.
    ///
    /// @return 1 by default
    public int minSize() {
        return settings.get(MIN_SIZE);
    }

    /// The same with another number of connections to begin with. asyncpg's `min_size`.
    ///
    /// @param connections how many are opened at first and kept; 0 to open each when it is needed
    /// @return new options
    /// @throws IllegalArgumentException for a negative number, or one above [#maxSize]
    public PoolOptions withMinSize(int connections) {
        if (connections < 0 || connections > maxSize()) {
            throw new IllegalArgumentException("minSize must be 0 to maxSize (" + maxSize() + "), not " + connections);
        }
        return new PoolOptions(settings.with(MIN_SIZE, connections));
    }

    /// How many connections the pool has at the most.
    ///
    /// @return 10 by default
    public int maxSize() {
        return settings.get(MAX_SIZE);
    }

    /// The same with another limit of connections. asyncpg's `max_size`.
    ///
    /// @param connections how many at the most; [#minSize] is reduced to it
    /// @return new options
    /// @throws IllegalArgumentException for a number that is not positive
    public PoolOptions withMaxSize(int connections) {
        if (connections < 1) {
            throw new IllegalArgumentException("maxSize must be positive, not " + connections);
        }
        return new PoolOptions(settings.with(MAX_SIZE, connections).with(MIN_SIZE, Math.min(minSize(), connections)));
    }

    /// How many single statements may be under way on one connection.
    ///
    /// @return 0 for one, on a connection of its own
    public int pipelining() {
        return settings.get(PIPELINING);
    }

    /// The same with or without sharing: statements that are run by the pool itself, such as `pool.fetch`, then
    /// share connections, the one with the fewest first. One that waits for a lock holds up those behind it.
    ///
    /// Only statements that begin with `select`, `insert`, `update`, `delete`, `merge`, `values`, `table` or
    /// `with` are sent that way; others get a connection of their own.
    ///
    /// @param statements how many may be under way on one connection; 0 for one, on a connection of its own
    /// @return new options
    /// @throws IllegalArgumentException for a negative number
    public PoolOptions withPipelining(int statements) {
        if (statements < 0) {
            throw new IllegalArgumentException("pipelining must not be negative: " + statements);
        }
        return new PoolOptions(settings.with(PIPELINING, statements));
    }

    // --- Ages

    /// After how many statements a connection is replaced.
    ///
    /// @return 50 000 by default
    public long maxQueries() {
        return settings.get(MAX_QUERIES);
    }

    /// The same with another limit of statements. asyncpg's `max_queries`.
    ///
    /// @param statements after how many a connection is replaced; [Long#MAX_VALUE] for never
    /// @return new options
    /// @throws IllegalArgumentException for a number that is not positive
    public PoolOptions withMaxQueries(long statements) {
        if (statements < 1) {
            throw new IllegalArgumentException("maxQueries must be positive, not " + statements);
        }
        return new PoolOptions(settings.with(MAX_QUERIES, statements));
    }

    /// How long a connection may be idle before it is closed, if there are more than [#minSize].
    ///
    /// @return five minutes by default; empty for as long as it lives
    public Optional<Duration> maxIdle() {
        return Optional.ofNullable(settings.get(MAX_IDLE));
    }

    /// The same with another limit for idle connections. asyncpg's `max_inactive_connection_lifetime`, which also
    /// closes the last ones.
    ///
    /// @param limit how long one may be idle; null for as long as it lives
    /// @return new options
    /// @throws IllegalArgumentException for a limit that is not positive
    public PoolOptions withMaxIdle(@Nullable Duration limit) {
        Settings.requirePositive("maxIdle", limit);
        return new PoolOptions(settings.with(MAX_IDLE, limit));
    }

    /// How old a connection may become before it is replaced.
    ///
    /// @return empty for any age, the default
    public Optional<Duration> maxLifetime() {
        return Optional.ofNullable(settings.get(MAX_LIFETIME));
    }

    /// The same with another limit of age. Each connection lives up to a tenth shorter, by chance, so that not all
    /// of them are replaced at the same time. One that is lent is replaced when it comes back.
    ///
    /// @param limit how old one may become; null for any age
    /// @return new options
    /// @throws IllegalArgumentException for a limit that is not positive
    public PoolOptions withMaxLifetime(@Nullable Duration limit) {
        Settings.requirePositive("maxLifetime", limit);
        return new PoolOptions(settings.with(MAX_LIFETIME, limit));
    }

    /// After how much idleness a connection is checked before it is lent.
    ///
    /// @return 30 seconds by default; empty for never
    public Optional<Duration> checkAfterIdle() {
        return Optional.ofNullable(settings.get(CHECK_AFTER_IDLE));
    }

    /// The same with another time after which an idle connection is checked, by [PgConnection#ping]. A server that
    /// ends a connection says so, and the pool hears of it at once; this is for networks that drop connections
    /// silently.
    ///
    /// @param idleness after how much of it; null for never
    /// @return new options
    /// @throws IllegalArgumentException for a time that is not positive
    public PoolOptions withCheckAfterIdle(@Nullable Duration idleness) {
        Settings.requirePositive("checkAfterIdle", idleness);
        return new PoolOptions(settings.with(CHECK_AFTER_IDLE, idleness));
    }

    /// How long a user waits for a connection.
    ///
    /// @return 30 seconds by default; empty for any time
    public Optional<Duration> acquireTimeout() {
        return Optional.ofNullable(settings.get(ACQUIRE_TIMEOUT));
    }

    /// The same with another time for which users wait for a connection.
    ///
    /// @param limit how long; null for any time
    /// @return new options
    /// @throws IllegalArgumentException for a limit that is not positive
    public PoolOptions withAcquireTimeout(@Nullable Duration limit) {
        Settings.requirePositive("acquireTimeout", limit);
        return new PoolOptions(settings.with(ACQUIRE_TIMEOUT, limit));
    }

    // --- Hooks

    /// What opens a connection.
    ///
    /// @return empty for [Postgres#connectAsync(PgOptions)]
    public Optional<Function<PgOptions, ? extends CompletionStage<PgConnection>>> connect() {
        return Optional.ofNullable(settings.get(CONNECT));
    }

    /// The same with other code that opens a connection. asyncpg's `connect`.
    ///
    /// @param hook gives a connection of this driver for the pool's options, on the loop of the pool; called in a
    ///   callback. Null for [Postgres#connectAsync(PgOptions)]
    /// @return new options
    public PoolOptions withConnect(@Nullable Function<PgOptions, ? extends CompletionStage<PgConnection>> hook) {
        return new PoolOptions(settings.with(CONNECT, hook));
    }

    /// What runs once with each new connection.
    ///
    /// @return empty for nothing
    public Optional<ConnectionHook> init() {
        return Optional.ofNullable(settings.get(INIT));
    }

    /// The same with code that runs once with each new connection. asyncpg's `init`.
    ///
    /// @param hook such code; null for none
    /// @return new options
    public PoolOptions withInit(@Nullable ConnectionHook hook) {
        return new PoolOptions(settings.with(INIT, hook));
    }

    /// What runs with a connection each time before it is lent.
    ///
    /// @return empty for nothing
    public Optional<ConnectionHook> setup() {
        return Optional.ofNullable(settings.get(SETUP));
    }

    /// The same with code that runs with a connection each time before it is lent, also for a single statement.
    /// asyncpg's `setup`.
    ///
    /// @param hook such code; null for none
    /// @return new options
    public PoolOptions withSetup(@Nullable ConnectionHook hook) {
        return new PoolOptions(settings.with(SETUP, hook));
    }

    /// What resets a connection that comes back.
    ///
    /// @return empty for what [PgConnection#reset] does
    public Optional<ConnectionHook> reset() {
        return Optional.ofNullable(settings.get(RESET));
    }

    /// The same with other code that resets a connection that comes back. asyncpg's `reset`. It is waited for,
    /// whereas the pool's own reset costs the next user no time. An open transaction is rolled back before.
    ///
    /// @param hook such code, which may do nothing; null for what [PgConnection#reset] does
    /// @return new options
    public PoolOptions withReset(@Nullable ConnectionHook hook) {
        return new PoolOptions(settings.with(RESET, hook));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PoolOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// What differs from [#DEFAULT].
    @Override
    public String toString() {
        return "PoolOptions" + settings;
    }
}
