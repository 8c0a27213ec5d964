package io.juvloop.postgres;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The connection ended while something was to be done with it. asyncpg's `ConnectionDoesNotExistError`.
///
/// Whether the server has done it is not known. The cause is the server's last word if there was one, such as
/// [OperatorIntervention.AdminShutdown], or else the error of the socket.
///
/// Any thread. Immutable.
public final class ConnectionLost extends PgException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// Makes an exception.
    ///
    /// @param when the moment, such as `in the middle of a query`
    /// @param cause why the connection has ended; null if the server has closed it without a word
    public ConnectionLost(String when, @Nullable Throwable cause) {
        super("the connection was lost " + when + reason(cause), cause);
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
    }
}
