package io.juvloop.postgres;

import org.jspecify.annotations.Nullable;

/// What runs in a transaction, see [PgConnection#inTransaction]. It may run several times if retries are wanted.
///
/// Called in the task that asked for it.
///
/// @param <T> the type of the result
/// @param <X> the checked exceptions it may throw
@FunctionalInterface
public interface TransactionBody<T extends @Nullable Object, X extends Exception> {
    /// Runs in the transaction, which is committed when this returns and rolled back when it throws.
    ///
    /// @param transaction the open transaction
    /// @return the result
    /// @throws X if it fails
    T run(Transaction transaction) throws X;
}
