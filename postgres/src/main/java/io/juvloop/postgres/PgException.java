package io.juvloop.postgres;

import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the driver throws for a failure of the server, the connection or the data; asyncpg's `PostgresError` and
/// `InterfaceError` in one.
///
/// [ServerException] is an error that the server has reported; the other subclasses are the driver's own. Wrong
/// use of the API is an [IllegalStateException] or an [IllegalArgumentException] instead, at the call.
///
/// Any thread. Immutable. See
/// [asyncpg's exceptions](https://magicstack.github.io/asyncpg/current/api/index.html#module-asyncpg.exceptions).
public sealed class PgException extends RuntimeException
        permits ArgumentException,
                CommitRolledBack,
                ConnectionLost,
                InvalidCachedStatement,
                OutdatedSchemaCache,
                PgTimeoutException,
                PipelineAborted,
                ProtocolViolation,
                ResultTooLarge,
                ServerException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// Makes an exception without a cause.
    ///
    /// @param message what has failed
    public PgException(String message) {
        super(Objects.requireNonNull(message, "the message is null"));
    }

    /// Makes an exception.
    ///
    /// @param message what has failed
    /// @param cause why, if that is another exception
    public PgException(String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "the message is null"), cause);
    }
}
