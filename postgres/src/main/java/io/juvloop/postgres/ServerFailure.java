package io.juvloop.postgres;

import org.jspecify.annotations.Nullable;

/// What a [ServerException] is made of, and the choice of its class by the code.
///
/// Any thread. Immutable.
///
/// @param details what the server has sent
/// @param statement what failed
/// @param row which row of a batch, or [#NO_ROW]
/// @param remark what the driver adds
record ServerFailure(
        ServerDetails details,
        @Nullable String statement,
        long row,
        @Nullable String remark) {
    static final long NO_ROW = -1;

    private static final int CLASS_LENGTH = 2;

    /// A server that is none may send a shorter code.
    ServerException toException() {
        String code = details.sqlState();
        return switch (code.length() < CLASS_LENGTH ? code : code.substring(0, CLASS_LENGTH)) {
            case "22" -> new DataException(this);
            case "23" -> IntegrityViolation.of(this);
            case "25" -> InvalidTransactionState.of(this);
            case "28" -> new InvalidAuthorization(this);
            case "40" -> TransactionRollback.of(this);
            case "42" -> AccessRule.of(this);
            case "53" -> new InsufficientResources(this);
            case "57" -> OperatorIntervention.of(this);
            default -> new ServerException(this);
        };
    }

    /// In the form of psql, with the code behind the text.
    String message() {
        StringBuilder text = new StringBuilder();
        if (!details.severity().equals("ERROR")) {
            text.append(details.severity()).append(": ");
        }
        text.append(details.message()).append(" (").append(details.sqlState()).append(')');
        append(text, "DETAIL: ", details.detail());
        append(text, "HINT: ", details.hint());
        append(text, "in row ", row == NO_ROW ? null : Long.toString(row));
        append(text, "", remark);
        return text.toString();
    }

    private static void append(StringBuilder text, String title, @Nullable String value) {
        if (value != null) {
            text.append("\n  ").append(title).append(value);
        }
    }
}
