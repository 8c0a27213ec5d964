package io.juvloop.postgres;

import java.util.Objects;

/// What the server says of a statement that is done: asyncpg's status string, taken apart.
///
/// Any thread. Immutable.
///
/// @param tag the command without its count: `INSERT`, `UPDATE`, `SELECT`, `CREATE TABLE`; empty for an empty
///   statement
/// @param rows how many rows were inserted, changed, returned or copied; 0 for commands that count none
public record CommandStatus(String tag, long rows) {
    /// Makes a status.
    ///
    /// @param tag the command
    /// @param rows how many
    public CommandStatus {
        Objects.requireNonNull(tag, "the tag is null");
    }
}
