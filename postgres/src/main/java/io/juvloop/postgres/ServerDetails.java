package io.juvloop.postgres;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All fields of an error or a notice of the server.
///
/// Any thread. Immutable. A field that the server has not sent is null, a number that it has not sent is 0. See
/// [Error and Notice Message Fields](https://www.postgresql.org/docs/18/protocol-error-fields.html).
///
/// @param severity in English whatever the server's language is: `ERROR`, `FATAL`, `PANIC`, `WARNING`, `NOTICE`,
///   `DEBUG`, `INFO` or `LOG`
/// @param sqlState the code, see [SqlStates]
/// @param message the text, in one line
/// @param detail more about it, perhaps in several lines
/// @param hint what to do about it
/// @param position the character of the statement at which the error is, counted from 1
/// @param internalPosition the character of the internal query, counted from 1
/// @param internalQuery the text of a query that the server made itself, as a function does
/// @param where the calls in which it happened, one a line, the innermost first
/// @param schema the schema of the table, type or constraint
/// @param table the table
/// @param column the column
/// @param dataType the type
/// @param constraint the constraint
/// @param file the source file of the server
/// @param line the line in that file
/// @param routine the routine in that file
public record ServerDetails(
        String severity,
        String sqlState,
        String message,
        @Nullable String detail,
        @Nullable String hint,
        int position,
        int internalPosition,
        @Nullable String internalQuery,
        @Nullable String where,
        @Nullable String schema,
        @Nullable String table,
        @Nullable String column,
        @Nullable String dataType,
        @Nullable String constraint,
        @Nullable String file,
        int line,
        @Nullable String routine)
        implements Serializable {

    /// Checks the fields that are always there.
    public ServerDetails {
        Objects.requireNonNull(severity, "the severity is null");
        Objects.requireNonNull(sqlState, "the SQLSTATE is null");
        Objects.requireNonNull(message, "the message is null");
    }

    /// Details of the three fields that every message has.
    ///
    /// @param severity such as `ERROR`
    /// @param sqlState the code
    /// @param message the text
    /// @return details without more
    public static ServerDetails of(String severity, String sqlState, String message) {
        return new ServerDetails(
                severity, sqlState, message, null, null, 0, 0, null, null, null, null, null, null, null, null, 0, null);
    }

    /// Whether the server ends the connection with this message.
    ///
    /// @return true for `FATAL` and `PANIC`
    public boolean isFatal() {
        return severity.equals("FATAL") || severity.equals("PANIC");
    }

    /// The same for a text that begins elsewhere, because something was put before the statement.
    ///
    /// @param characters by how many the statement has moved
    /// @return these details if they have no position
    public ServerDetails movedBy(int characters) {
        if (position == 0 || characters == 0) {
            return this;
        }
        return new ServerDetails(
                severity,
                sqlState,
                message,
                detail,
                hint,
                Math.max(1, position + characters),
                internalPosition,
                internalQuery,
                where,
                schema,
                table,
                column,
                dataType,
                constraint,
                file,
                line,
                routine);
    }
}
