package io.juvloop.postgres;

/// Receives the server's notices: warnings, `RAISE NOTICE` and the like. asyncpg's `add_log_listener`.
///
/// Called on the loop's thread, in a callback. What it throws goes to the loop's exception handler.
@FunctionalInterface
public interface NoticeListener {
    /// Called once for each notice.
    ///
    /// @param connection where it came from
    /// @param notice its fields
    void onNotice(PgConnection connection, ServerDetails notice);
}
