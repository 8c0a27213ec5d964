package io.juvloop.postgres;

import java.io.Serial;

/// The server has rolled a transaction back because of others, class 40: the whole transaction can be tried again,
/// as [PgConnection#inTransaction] does. asyncpg's `TransactionRollbackError`.
///
/// Any thread. Immutable.
public sealed class TransactionRollback extends ServerException
        permits TransactionRollback.Serialization, TransactionRollback.Deadlock {
    @Serial
    private static final long serialVersionUID = 1L;

    private TransactionRollback(ServerFailure failure) {
        super(failure);
    }

    static TransactionRollback of(ServerFailure failure) {
        return switch (failure.details().sqlState()) {
            case SqlStates.SERIALIZATION_FAILURE -> new Serialization(failure);
            case SqlStates.DEADLOCK_DETECTED -> new Deadlock(failure);
            default -> new TransactionRollback(failure);
        };
    }

    /// Transactions could not be serialized, 40001.
    public static final class Serialization extends TransactionRollback {
        @Serial
        private static final long serialVersionUID = 1L;

        private Serialization(ServerFailure failure) {
            super(failure);
        }
    }

    /// Transactions waited for each other, 40P01.
    public static final class Deadlock extends TransactionRollback {
        @Serial
        private static final long serialVersionUID = 1L;

        private Deadlock(ServerFailure failure) {
            super(failure);
        }
    }
}
