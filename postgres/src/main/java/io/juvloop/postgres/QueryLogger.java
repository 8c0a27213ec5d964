package io.juvloop.postgres;

/// Receives a record of every statement that has ended. asyncpg's `add_query_logger`.
///
/// Called on the loop's thread, in a callback, after the statement's future is done. What it throws goes to the
/// loop's exception handler.
@FunctionalInterface
public interface QueryLogger {
    /// Called once for each statement.
    ///
    /// @param connection where it ran
    /// @param query what ran, and how
    void onQuery(PgConnection connection, LoggedQuery query);
}
