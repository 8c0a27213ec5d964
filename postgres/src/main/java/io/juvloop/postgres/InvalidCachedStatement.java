package io.juvloop.postgres;

import java.io.Serial;

/// A prepared statement does not fit its tables any more, because they were altered. asyncpg's
/// `InvalidCachedStatementError`.
///
/// Outside a transaction the driver prepares the statement anew, and nothing is thrown. Inside one the statement has
/// failed, so the transaction must be rolled back; the statement works afterwards. The cause is the server's error.
///
/// Any thread. Immutable.
public final class InvalidCachedStatement extends PgException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// Makes an exception.
    ///
    /// @param cause the server's error
    public InvalidCachedStatement(ServerException cause) {
        super("a prepared statement is outdated, because what it refers to was altered; roll back and repeat", cause);
    }
}
