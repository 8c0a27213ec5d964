package io.juvloop.postgres;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The server has answered a commit with a rollback, because a statement of the transaction had failed.
///
/// It reports that as a success. So a program that has caught the statement's failure, and commits, would not notice
/// that nothing was stored. The cause is that failure, where the driver knows it.
///
/// Any thread. Immutable.
public final class CommitRolledBack extends PgException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// Makes an exception.
    ///
    /// @param cause why the transaction had failed, if it is known
    public CommitRolledBack(@Nullable Throwable cause) {
        super("the transaction was not committed: it had failed, and the server has rolled it back", cause);
    }
}
