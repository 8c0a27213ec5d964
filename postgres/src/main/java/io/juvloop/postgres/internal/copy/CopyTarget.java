package io.juvloop.postgres.internal.copy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the columns that a COPY in the binary format fills, for records. There is no parser in the driver: this
/// knows the usual form of the statement, and nothing else.
///
/// Any thread; it keeps nothing.
public final class CopyTarget {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\w$\\x{80}-\\x{ffff}]+)";
    private static final Pattern COPY = Pattern.compile(
            "\\s*copy\\s+(" + NAME + "(?:\\s*\\.\\s*" + NAME + ")*)\\s*(?:\\((\\s*" + NAME + "(?:\\s*,\\s*" + NAME
                    + ")*\\s*)\\))?\\s*from\\s+stdin\\b.*\\bbinary\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private CopyTarget() {}

    /// A query that describes the columns.
    ///
    /// @param statement any
    /// @return a query without rows; null if the statement has not the usual form, or is in another format
    public static @Nullable String columnsOf(String statement) {
        Matcher copy = COPY.matcher(statement);
        if (!copy.matches()) {
            return null;
        }
        String columns = copy.group(2) == null ? "*" : copy.group(2).strip();
        return "select " + columns + " from " + copy.group(1) + " where false";
    }
}
