package io.juvloop.postgres.internal.statement;

import java.util.Locale;
import java.util.Set;

/// What can be said of a statement by its first word. There is no parser in the driver.
///
/// Any thread. It keeps nothing.
public final class Commands {
    private static final Set<String> QUERIES =
            Set.of("select", "insert", "update", "delete", "merge", "values", "table", "with");
    private static final Set<String> COMMITTING =
            Set.of("call", "do", "commit", "end", "rollback", "abort", "prepare", "execute");
    private static final String COPY = "copy";
    private static final String BEGIN = "begin";
    private static final String START = "start";

    private Commands() {}

    /// Whether a statement reads or changes rows and nothing else, as far as its first word tells.
    ///
    /// @param sql one statement
    /// @return whether it does
    public static boolean isQuery(String sql) {
        return QUERIES.contains(firstWord(sql));
    }

    /// Whether a statement may end the transaction that it runs in, as far as its first word tells: by itself, or by
    /// the code of a procedure.
    ///
    /// @param sql one statement
    /// @return whether it may
    public static boolean mayCommit(String sql) {
        return COMMITTING.contains(firstWord(sql));
    }

    /// Whether a statement is COPY.
    ///
    /// @param sql one statement
    /// @return whether it is
    public static boolean isCopy(String sql) {
        return firstWord(sql).equals(COPY);
    }

    /// Whether a script may have a COPY in it.
    ///
    /// @param sql any number of statements
    /// @return whether it may
    public static boolean mayCopy(String sql) {
        return mentions(sql, COPY);
    }

    /// Whether a statement begins a transaction.
    ///
    /// @param sql one statement
    /// @return whether it does
    public static boolean isBegin(String sql) {
        String word = firstWord(sql);
        return word.equals(BEGIN) || word.equals(START);
    }

    /// Whether a script may begin a transaction and leave it open.
    ///
    /// @param sql any number of statements
    /// @return whether it may
    public static boolean mayBegin(String sql) {
        return mentions(sql, BEGIN) || mentions(sql, START);
    }

    private static boolean mentions(String sql, String word) {
        char first = word.charAt(0);
        for (int i = 0; i <= sql.length() - word.length(); i++) {
            if ((sql.charAt(i) | 0x20) == first && sql.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    /// Whether a text has no statement at all, but spaces, comments and semicolons.
    ///
    /// @param sql any text
    /// @return whether it has none
    public static boolean isEmpty(String sql) {
        int at = skip(sql, 0);
        while (at < sql.length() && sql.charAt(at) == ';') {
            at = skip(sql, at + 1);
        }
        return at == sql.length();
    }

    /// The first word in small letters, behind spaces, comments and opening parentheses.
    ///
    /// @param sql one statement
    /// @return empty if there is none
    static String firstWord(String sql) {
        int at = skip(sql, 0);
        int end = at;
        while (end < sql.length() && isLetter(sql.charAt(end))) {
            end++;
        }
        return sql.substring(at, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static int skip(String sql, int from) {
        int at = from;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c <= ' ' || c == '(') {
                at++;
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end;
            } else if (sql.startsWith("/*", at)) {
                at = skipComment(sql, at);
            } else {
                return at;
            }
        }
        return at;
    }

    /// Comments of SQL are nested.
    private static int skipComment(String sql, int from) {
        int depth = 0;
        int at = from;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
        return Math.min(at, sql.length());
    }
}
