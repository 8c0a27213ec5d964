package io.juvloop.postgres;

import java.io.Serial;

/// A constraint was violated, class 23; its name is in [#details]. asyncpg's `IntegrityConstraintViolationError`.
///
/// Any thread. Immutable.
public sealed class IntegrityViolation extends ServerException
        permits IntegrityViolation.Unique,
                IntegrityViolation.ForeignKey,
                IntegrityViolation.NotNull,
                IntegrityViolation.Check,
                IntegrityViolation.Exclusion {
    @Serial
    private static final long serialVersionUID = 1L;

    private IntegrityViolation(ServerFailure failure) {
        super(failure);
    }

    static IntegrityViolation of(ServerFailure failure) {
        return switch (failure.details().sqlState()) {
            case SqlStates.UNIQUE_VIOLATION -> new Unique(failure);
            case SqlStates.FOREIGN_KEY_VIOLATION, SqlStates.RESTRICT_VIOLATION -> new ForeignKey(failure);
            case SqlStates.NOT_NULL_VIOLATION -> new NotNull(failure);
            case SqlStates.CHECK_VIOLATION -> new Check(failure);
            case SqlStates.EXCLUSION_VIOLATION -> new Exclusion(failure);
            default -> new IntegrityViolation(failure);
        };
    }

    /// A key exists already, 23505.
    public static final class Unique extends IntegrityViolation {
        @Serial
        private static final long serialVersionUID = 1L;

        private Unique(ServerFailure failure) {
            super(failure);
        }
    }

    /// A referenced row does not exist, or is still referenced, 23503. PostgreSQL 18 reports the second as 23001
    /// where the constraint says `RESTRICT`.
    public static final class ForeignKey extends IntegrityViolation {
        @Serial
        private static final long serialVersionUID = 1L;

        private ForeignKey(ServerFailure failure) {
            super(failure);
        }
    }

    /// A column must not be null, 23502.
    public static final class NotNull extends IntegrityViolation {
        @Serial
        private static final long serialVersionUID = 1L;

        private NotNull(ServerFailure failure) {
            super(failure);
        }
    }

    /// A row does not fulfil a condition, 23514.
    public static final class Check extends IntegrityViolation {
        @Serial
        private static final long serialVersionUID = 1L;

        private Check(ServerFailure failure) {
            super(failure);
        }
    }

    /// A row conflicts with another by an exclusion constraint, 23P01.
    public static final class Exclusion extends IntegrityViolation {
        @Serial
        private static final long serialVersionUID = 1L;

        private Exclusion(ServerFailure failure) {
            super(failure);
        }
    }
}
