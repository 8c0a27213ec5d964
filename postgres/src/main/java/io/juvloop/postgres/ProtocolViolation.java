package io.juvloop.postgres;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The peer has sent what a PostgreSQL server does not send there. asyncpg's `ProtocolError`.
///
/// The connection is closed, but for a row whose lengths do not fit: rows are looked at when they are read, by the
/// caller, and that the lengths of messages fit is sure by then.
///
/// Any thread. Immutable.
public final class ProtocolViolation extends PgException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// Makes an exception.
    ///
    /// @param message what was received, and what was expected
    public ProtocolViolation(String message) {
        super(message, null);
    }

    /// Makes an exception with a cause.
    ///
    /// @param message what was received, and what was expected
    /// @param cause what has failed because of it
    public ProtocolViolation(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
