package io.juvloop.postgres.internal.statement;

import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.SqlStates;
import java.util.Set;

/// Why a statement that was prepared earlier may fail without being wrong.
///
/// In each case the server refuses at Parse or Bind, so that nothing has run, or it undoes what has run; so the
/// statement may be tried once more.
public enum Staleness {
    /// The failure is the statement's own.
    NONE,
    /// A table was altered, so that the result would have other columns than before.
    OUTDATED,
    /// The server does not know the name: a pooler has given us another server, or somebody has dropped the
    /// statement.
    LOST,
    /// The server knows the name already.
    NAME_TAKEN,
    /// A composite type of an argument was altered, so that its value has other fields than the server wants.
    ALTERED,
    /// A value was wanted in binary, or sent so, that has a part without a binary form: it is in a column whose
    /// values name their types themselves, or a type was altered.
    NOT_BINARY,
    /// It was parsed with the types that another connection had learned, which need not be right here.
    ASSUMED;

    private static final String REVALIDATION = "RevalidateCachedQuery";
    private static final String READING_COMPOSITE = "record_recv";
    private static final Set<String> BINARY_FORMS = Set.of(
            "getTypeBinaryOutputInfo", "getTypeBinaryInputInfo", "array_send", "array_recv", "get_range_io_data");
    private static final String INTERVENTION = "57";
    private static final String NO_RESOURCES = "53";

    /// Judges a failure.
    ///
    /// @param details what the server said
    /// @param isNamed whether the statement has a name on the server
    /// @param isAssumed whether it was sent with a description of another connection and Parse has failed
    /// @return why
    public static Staleness of(ServerDetails details, boolean isNamed, boolean isAssumed) {
        String routine = details.routine();
        return switch (details.sqlState()) {
            case SqlStates.FEATURE_NOT_SUPPORTED -> REVALIDATION.equals(routine) ? OUTDATED : assumed(isAssumed);
            case SqlStates.INVALID_SQL_STATEMENT_NAME -> isNamed ? LOST : NONE;
            case SqlStates.DUPLICATE_PREPARED_STATEMENT -> isNamed ? NAME_TAKEN : NONE;
            case SqlStates.DATATYPE_MISMATCH -> READING_COMPOSITE.equals(routine) ? ALTERED : assumed(isAssumed);
            case SqlStates.UNDEFINED_FUNCTION -> BINARY_FORMS.contains(routine) ? NOT_BINARY : assumed(isAssumed);
            default -> assumed(isAssumed && !isOfTheMoment(details.sqlState()));
        };
    }

    /// Whether a failure has nothing to do with the statement: somebody has cancelled it, or the server has no room.
    private static boolean isOfTheMoment(String sqlState) {
        return sqlState.startsWith(INTERVENTION) || sqlState.startsWith(NO_RESOURCES);
    }

    private static Staleness assumed(boolean isAssumed) {
        return isAssumed ? ASSUMED : NONE;
    }
}
