package io.juvloop.postgres;

import java.io.Serial;

/// A statement does not fit the state of the transaction, class 25. asyncpg's `InvalidTransactionStateError`.
///
/// Any thread. Immutable.
public sealed class InvalidTransactionState extends ServerException
        permits InvalidTransactionState.InFailed, InvalidTransactionState.ReadOnly {
    @Serial
    private static final long serialVersionUID = 1L;

    private InvalidTransactionState(ServerFailure failure) {
        super(failure);
    }

    static InvalidTransactionState of(ServerFailure failure) {
        return switch (failure.details().sqlState()) {
            case SqlStates.IN_FAILED_SQL_TRANSACTION -> new InFailed(failure);
            case SqlStates.READ_ONLY_SQL_TRANSACTION -> new ReadOnly(failure);
            default -> new InvalidTransactionState(failure);
        };
    }

    /// The transaction has failed and accepts no statement until it is rolled back, 25P02.
    public static final class InFailed extends InvalidTransactionState {
        @Serial
        private static final long serialVersionUID = 1L;

        private InFailed(ServerFailure failure) {
            super(failure);
        }
    }

    /// The transaction is read-only, 25006.
    public static final class ReadOnly extends InvalidTransactionState {
        @Serial
        private static final long serialVersionUID = 1L;

        private ReadOnly(ServerFailure failure) {
            super(failure);
        }
    }
}
