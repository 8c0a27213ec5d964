package io.juvloop.postgres.internal.pool;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a statement leaves nothing in the session, as far as its first word says.
///
/// Any thread.
final class FirstWord {
    private static final Set<String> QUERIES =
            Set.of("select", "insert", "update", "delete", "merge", "values", "table", "with");
    private static final int LONGEST = 6;

    private FirstWord() {}

    /// Whether the first word is that of a query. A text that begins with a comment or a parenthesis is not looked
    /// into.
    ///
    /// @param sql the text, or null for something else than a statement
    static boolean isQuery(@Nullable String sql) {
        if (sql == null) {
            return false;
        }
        int begin = 0;
        while (begin < sql.length() && Character.isWhitespace(sql.charAt(begin))) {
            begin++;
        }
        int end = begin;
        while (end < sql.length() && end - begin <= LONGEST && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return QUERIES.contains(sql.substring(begin, end).toLowerCase(Locale.ROOT));
    }
}
