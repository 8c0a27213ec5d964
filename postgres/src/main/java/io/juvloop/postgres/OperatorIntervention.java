package io.juvloop.postgres;

import java.io.Serial;

/// Somebody has intervened, class 57. asyncpg's `OperatorInterventionError`.
///
/// Any thread. Immutable.
public sealed class OperatorIntervention extends ServerException
        permits OperatorIntervention.QueryCanceled, OperatorIntervention.AdminShutdown {
    @Serial
    private static final long serialVersionUID = 1L;

    private OperatorIntervention(ServerFailure failure) {
        super(failure);
    }

    static OperatorIntervention of(ServerFailure failure) {
        return switch (failure.details().sqlState()) {
            case SqlStates.QUERY_CANCELED -> new QueryCanceled(failure);
            case SqlStates.ADMIN_SHUTDOWN -> new AdminShutdown(failure);
            default -> new OperatorIntervention(failure);
        };
    }

    /// The statement was cancelled, by a request or by the server's `statement_timeout`, 57014. A time-out of the
    /// driver is a [PgTimeoutException] instead.
    public static final class QueryCanceled extends OperatorIntervention {
        @Serial
        private static final long serialVersionUID = 1L;

        private QueryCanceled(ServerFailure failure) {
            super(failure);
        }
    }

    /// The server, or the backend of this connection, was shut down by command, 57P01.
    public static final class AdminShutdown extends OperatorIntervention {
        @Serial
        private static final long serialVersionUID = 1L;

        private AdminShutdown(ServerFailure failure) {
            super(failure);
        }
    }
}
