package io.juvloop.postgres;

import java.io.Serial;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// An error that the server has reported; asyncpg's `PostgresError`.
///
/// What programs often catch has a class: a family for a class of codes, such as [IntegrityViolation], and in it a
/// member for one code, such as [IntegrityViolation.Unique]. For everything else, compare [#sqlState] with the
/// constants of [SqlStates]. The message has the server's text, its code, and its detail and hint if it gave any.
///
/// Any thread. Immutable.
public sealed class ServerException extends PgException
        permits AccessRule,
                DataException,
                InsufficientResources,
                IntegrityViolation,
                InvalidAuthorization,
                InvalidTransactionState,
                OperatorIntervention,
                TransactionRollback {
    @Serial
    private static final long serialVersionUID = 1L;

    /// What the server has sent.
    private final ServerDetails details;

    /// The statement that failed, if one did.
    private final @Nullable String statement;

    /// Which row of a batch failed, or [ServerFailure#NO_ROW].
    private final long row;

    ServerException(ServerFailure failure) {
        super(failure.message(), null);
        details = failure.details();
        statement = failure.statement();
        row = failure.row();
    }

    /// The exception for an error of the server, of the class for its code.
    ///
    /// @param details what the server has sent
    /// @param statement the statement that failed, or null if none did
    /// @return the exception, not thrown
    public static ServerException of(ServerDetails details, @Nullable String statement) {
        return of(details, statement, ServerFailure.NO_ROW, null);
    }

    /// The exception for an error of the server in a batch, or with a remark of the driver.
    ///
    /// @param details what the server has sent
    /// @param statement the statement that failed, or null if none did
    /// @param row which row of the batch failed, counted from 0; or -1 if there is none
    /// @param remark what the driver has to add to the message, or null
    /// @return the exception, not thrown
    public static ServerException of(
            ServerDetails details, @Nullable String statement, long row, @Nullable String remark) {
        Objects.requireNonNull(details, "the details are null");
        return new ServerFailure(details, statement, row, remark).toException();
    }

    /// The code of the error. asyncpg's `sqlstate`.
    ///
    /// @return five characters, see [SqlStates]
    public final String sqlState() {
        return details.sqlState();
    }

    /// Everything that the server has sent with the error.
    ///
    /// @return all fields
    public final ServerDetails details() {
        return details;
    }

    /// The statement that failed.
    ///
    /// @return its text, or empty if no statement did
    public final Optional<String> statement() {
        return Optional.ofNullable(statement);
    }

    /// Which row of a batch failed.
    ///
    /// @return its index from 0, or empty if it was no batch
    public final OptionalLong row() {
        return row == ServerFailure.NO_ROW ? OptionalLong.empty() : OptionalLong.of(row);
    }
}
