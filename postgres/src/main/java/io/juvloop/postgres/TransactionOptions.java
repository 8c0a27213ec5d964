package io.juvloop.postgres;

import io.juvloop.postgres.internal.options.Option;
import io.juvloop.postgres.internal.options.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a transaction runs: asyncpg's keyword arguments of `transaction`, and how often it is repeated.
///
/// What is not set is as the session has it (`default_transaction_isolation` and the like). Any thread. Immutable;
/// made by changing [#DEFAULT]. See [BEGIN](https://www.postgresql.org/docs/current/sql-begin.html).
public final class TransactionOptions {
    private static final Option<@Nullable IsolationLevel> ISOLATION = new Option<>("isolation", null);
    private static final Option<@Nullable Boolean> READ_ONLY = new Option<>("readOnly", null);
    private static final Option<Boolean> DEFERRABLE = new Option<>("deferrable", false);
    private static final Option<Integer> RETRIES = new Option<>("retries", 0);

    /// As the session has it; not repeated.
    public static final TransactionOptions DEFAULT = new TransactionOptions(Settings.INITIAL);

    /// As if transactions ran one after the other; not repeated.
    public static final TransactionOptions SERIALIZABLE = DEFAULT.withIsolation(IsolationLevel.SERIALIZABLE);

    private final Settings settings;

    private TransactionOptions(Settings settings) {
        this.settings = settings;
    }

    /// How much the transaction sees of others.
    ///
    /// @return empty for what the session has
    public Optional<IsolationLevel> isolation() {
        return Optional.ofNullable(settings.get(ISOLATION));
    }

    /// The same with another isolation.
    ///
    /// @param level how much it sees of others; null for what the session has
    /// @return new options
    public TransactionOptions withIsolation(@Nullable IsolationLevel level) {
        return new TransactionOptions(settings.with(ISOLATION, level));
    }

    /// Whether the transaction may change nothing.
    ///
    /// @return empty for what the session has
    public Optional<Boolean> readOnly() {
        return Optional.ofNullable(settings.get(READ_ONLY));
    }

    /// The same for a transaction that only reads, or one that also writes.
    ///
    /// @param on whether it may change nothing
    /// @return new options
    public TransactionOptions withReadOnly(boolean on) {
        return new TransactionOptions(settings.with(READ_ONLY, on));
    }

    /// Whether a serializable transaction that only reads waits until it cannot fail.
    ///
    /// @return whether it does
    public boolean isDeferrable() {
        return settings.get(DEFERRABLE);
    }

    /// The same with or without the wait of a serializable transaction that only reads.
    ///
    /// @param on whether it waits
    /// @return new options
    public TransactionOptions withDeferrable(boolean on) {
        return new TransactionOptions(settings.with(DEFERRABLE, on));
    }

    /// How often [PgConnection#inTransaction] runs the code again after a [TransactionRollback.Serialization] or a
    /// [TransactionRollback.Deadlock].
    ///
    /// @return 0 for once only
    public int retries() {
        return settings.get(RETRIES);
    }

    /// The same with another number of repetitions.
    ///
    /// @param times how often the code runs again at the most; 0 for once only
    /// @return new options
    /// @throws IllegalArgumentException for a negative number
    public TransactionOptions withRetries(int times) {
        if (times < 0) {
            throw new IllegalArgumentException("retries must not be negative: " + times);
        }
        return new TransactionOptions(settings.with(RETRIES, times));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TransactionOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// What differs from [#DEFAULT].
    @Override
    public String toString() {
        return "TransactionOptions" + settings;
    }
}
