package io.juvloop.postgres;

import io.juvloop.postgres.internal.options.Option;
import io.juvloop.postgres.internal.options.Settings;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a connection prepares statements, how many it sends ahead, and how much it takes as an answer.
///
/// ```java
/// PgOptions options = PgOptions.of(dsn)
///         .withStatements(StatementOptions.DEFAULT.withMode(StatementMode.UNNAMED).withMaxResultBytes(1 << 20));
/// ```
///
/// Any thread. Immutable; made by changing [#DEFAULT]. See [PgOptions#withStatements].
public final class StatementOptions {
    private static final int SMALLEST_MESSAGE = 1 << 10;

    private static final Option<StatementMode> MODE = new Option<>("mode", StatementMode.AUTO);
    private static final Option<Integer> CACHE_SIZE = new Option<>("cacheSize", 256);
    private static final Option<Integer> CACHE_LONGEST = new Option<>("cacheLongest", 15 * 1024);
    private static final Option<Duration> CACHE_LIFETIME = new Option<>("cacheLifetime", Duration.ofMinutes(5));
    private static final Option<Integer> PIPELINE_DEPTH = new Option<>("pipelineDepth", 256);
    private static final Option<Integer> MAX_MESSAGE = new Option<>("maxMessage", 1 << 30);
    private static final Option<Long> MAX_RESULT_BYTES = new Option<>("maxResultBytes", Long.MAX_VALUE);

    /// 256 statements kept with names, and 256 on their way.
    public static final StatementOptions DEFAULT = new StatementOptions(Settings.INITIAL);

    private final Settings settings;

    private StatementOptions(Settings settings) {
        this.settings = settings;
    }

    private <T extends @Nullable Object> StatementOptions with(Option<T> option, T value) {
        return new StatementOptions(settings.with(option, value));
    }

    // --- Prepared statements

    /// Whether statements keep a name on the server.
    ///
    /// @return by default, until a pooler loses them
    public StatementMode mode() {
        return settings.get(MODE);
    }

    /// The same with or without names of statements on the server.
    ///
    /// @param mode named, unnamed or found out
    /// @return new options
    public StatementOptions withMode(StatementMode mode) {
        return with(MODE, Objects.requireNonNull(mode, "the mode is null"));
    }

    /// How many statements each connection keeps prepared.
    ///
    /// @return 256 by default
    public int cacheSize() {
        return settings.get(CACHE_SIZE);
    }

    /// The same with another number of statements that each connection keeps prepared. asyncpg's
    /// `statement_cache_size=`.
    ///
    /// @param statements how many; 0 for none
    /// @return new options
    /// @throws IllegalArgumentException for a negative number
    public StatementOptions withCacheSize(int statements) {
        requireAtLeast(0, statements, "the number of statements");
        return with(CACHE_SIZE, statements);
    }

    /// How long the text of a statement may be that is kept.
    ///
    /// @return 15 KiB by default, in bytes
    public int cacheLongest() {
        return settings.get(CACHE_LONGEST);
    }

    /// The same with another length of the longest text that is kept. asyncpg's `max_cacheable_statement_size=`.
    ///
    /// @param bytes 0 or more
    /// @return new options
    /// @throws IllegalArgumentException for less
    public StatementOptions withCacheLongest(int bytes) {
        requireAtLeast(0, bytes, "the length of a statement");
        return with(CACHE_LONGEST, bytes);
    }

    /// How long a statement is kept.
    ///
    /// @return 300 seconds by default
    public Duration cacheLifetime() {
        return settings.get(CACHE_LIFETIME);
    }

    /// The same with another time for which a statement is kept. asyncpg's `max_cached_statement_lifetime=`.
    ///
    /// @param lifetime positive
    /// @return new options
    /// @throws IllegalArgumentException for one that is not
    public StatementOptions withCacheLifetime(Duration lifetime) {
        Settings.requirePositive("cacheLifetime", Objects.requireNonNull(lifetime, "the lifetime is null"));
        return with(CACHE_LIFETIME, lifetime);
    }

    // --- Sending ahead

    /// How many statements may be on their way at once.
    ///
    /// @return 256 by default
    public int pipelineDepth() {
        return settings.get(PIPELINE_DEPTH);
    }

    /// The same with another bound for the statements on their way; those beyond wait unsent.
    ///
    /// @param statements 1 or more
    /// @return new options
    /// @throws IllegalArgumentException for less
    public StatementOptions withPipelineDepth(int statements) {
        requireAtLeast(1, statements, "the depth of a pipeline");
        return with(PIPELINE_DEPTH, statements);
    }

    // --- Answers

    /// How long a message of the server may be that has data, text or columns. Of all others half a MiB is taken, and
    /// before the server is ready 256 KiB of any.
    ///
    /// @return 1 GiB by default, in bytes
    public int maxMessage() {
        return settings.get(MAX_MESSAGE);
    }

    /// The same with another bound for one message of the server; a longer one ends the connection.
    ///
    /// @param bytes 1 KiB or more
    /// @return new options
    /// @throws IllegalArgumentException for less
    public StatementOptions withMaxMessage(int bytes) {
        requireAtLeast(SMALLEST_MESSAGE, bytes, "the length of a message");
        return with(MAX_MESSAGE, bytes);
    }

    /// How large the result of a statement may be that is held in memory.
    ///
    /// @return no bound by default, in bytes
    public long maxResultBytes() {
        return settings.get(MAX_RESULT_BYTES);
    }

    /// The same with a bound for results: a statement with more fails, and what is left of it is dropped.
    ///
    /// @param bytes of the rows as the server sends them, 1 or more
    /// @return new options
    /// @throws IllegalArgumentException for less
    public StatementOptions withMaxResultBytes(long bytes) {
        requireAtLeast(1, bytes, "the size of a result");
        return with(MAX_RESULT_BYTES, bytes);
    }

    private static void requireAtLeast(long least, long value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " is " + least + " or more, not " + value);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StatementOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// What differs from the default.
    @Override
    public String toString() {
        return "StatementOptions" + settings;
    }
}
