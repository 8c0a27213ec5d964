package io.juvloop.postgres;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A statement that has ended, for [QueryLogger]: asyncpg's `LoggedQuery`.
///
/// Any thread. Immutable.
///
/// @param sql its text
/// @param elapsed from the call to the end
/// @param rows how many rows it returned or affected
/// @param bytes of the rows that were received
/// @param failure what it failed with, null if it did not
public record LoggedQuery(
        String sql,
        Duration elapsed,
        long rows,
        long bytes,
        @Nullable Throwable failure) {
    /// Makes a record.
    ///
    /// @param sql its text
    /// @param elapsed from the call to the end
    /// @param rows how many
    /// @param bytes of the rows
    /// @param failure or null
    public LoggedQuery {
        Objects.requireNonNull(sql, "the text is null");
        Objects.requireNonNull(elapsed, "the time is null");
    }
}
