package io.juvloop.postgres;

/// Prepares a connection of a pool, see [PoolOptions].
///
/// Called in a task of the loop, so it may wait for statements.
@FunctionalInterface
public interface ConnectionHook {
    /// Runs with the connection, which belongs to the hook until this returns.
    ///
    /// @param connection of the pool; not to be closed
    /// @throws Exception if the connection cannot be used; it is closed then
    void run(PgConnection connection) throws Exception;
}
