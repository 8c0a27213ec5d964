package io.juvloop.postgres;

import org.jspecify.annotations.Nullable;

/// Learns that a connection has ended. asyncpg's `add_termination_listener`.
///
/// Called on the loop's thread, once, in the very step in which the end is noticed, so that nothing is started on
/// the connection any more. What it throws goes to the loop's exception handler.
@FunctionalInterface
public interface CloseListener {
    /// Called when the connection has ended, after its open operations have failed.
    ///
    /// @param connection which one
    /// @param cause what it was lost by, null if it was closed or terminated here
    void onClose(PgConnection connection, @Nullable Throwable cause);
}
