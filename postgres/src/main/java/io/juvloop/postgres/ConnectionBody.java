package io.juvloop.postgres;

import org.jspecify.annotations.Nullable;

/// What runs with a connection of a pool.
///
/// Called in the task that asked for it.
///
/// @param <T> the type of the result
/// @param <X> the checked exceptions it may throw
@FunctionalInterface
public interface ConnectionBody<T extends @Nullable Object, X extends Exception> {
    /// Runs with the connection, which is released when this ends.
    ///
    /// @param connection acquired from the pool
    /// @return the result
    /// @throws X if it fails
    T run(PgConnection connection) throws X;
}
