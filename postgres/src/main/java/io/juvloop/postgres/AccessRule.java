package io.juvloop.postgres;

import java.io.Serial;

/// A statement is wrong, or not allowed, class 42. asyncpg's `SyntaxOrAccessError`.
///
/// Any thread. Immutable.
public sealed class AccessRule extends ServerException
        permits AccessRule.Syntax,
                AccessRule.UndefinedTable,
                AccessRule.UndefinedColumn,
                AccessRule.InsufficientPrivilege {
    @Serial
    private static final long serialVersionUID = 1L;

    private AccessRule(ServerFailure failure) {
        super(failure);
    }

    static AccessRule of(ServerFailure failure) {
        return switch (failure.details().sqlState()) {
            case SqlStates.SYNTAX_ERROR -> new Syntax(failure);
            case SqlStates.UNDEFINED_TABLE -> new UndefinedTable(failure);
            case SqlStates.UNDEFINED_COLUMN -> new UndefinedColumn(failure);
            case SqlStates.INSUFFICIENT_PRIVILEGE -> new InsufficientPrivilege(failure);
            default -> new AccessRule(failure);
        };
    }

    /// The text is no SQL, 42601; the position is in [#details].
    public static final class Syntax extends AccessRule {
        @Serial
        private static final long serialVersionUID = 1L;

        private Syntax(ServerFailure failure) {
            super(failure);
        }
    }

    /// A table does not exist, or is in no schema of the search path, 42P01.
    public static final class UndefinedTable extends AccessRule {
        @Serial
        private static final long serialVersionUID = 1L;

        private UndefinedTable(ServerFailure failure) {
            super(failure);
        }
    }

    /// A column does not exist, 42703.
    public static final class UndefinedColumn extends AccessRule {
        @Serial
        private static final long serialVersionUID = 1L;

        private UndefinedColumn(ServerFailure failure) {
            super(failure);
        }
    }

    /// The user may not do that, 42501.
    public static final class InsufficientPrivilege extends AccessRule {
        @Serial
        private static final long serialVersionUID = 1L;

        private InsufficientPrivilege(ServerFailure failure) {
            super(failure);
        }
    }
}
