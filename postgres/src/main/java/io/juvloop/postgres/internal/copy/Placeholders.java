package io.juvloop.postgres.internal.copy;

import java.util.List;

/// Puts literals where a statement has `$1` and so on, for COPY, which has no parameters.
///
/// It knows as much of SQL as is needed to leave alone what only looks like a parameter: in strings, in quoted
/// names, in comments, and at the end of a name.
///
/// Loop thread only. One a statement.
public final class Placeholders {
    private final String sql;
    private final List<String> literals;
    private final boolean isStandard;
    private final StringBuilder out;
    private int at;

    private Placeholders(String sql, List<String> literals, boolean isStandard) {
        this.sql = sql;
        this.literals = literals;
        this.isStandard = isStandard;
        out = new StringBuilder(sql.length() + 16 * literals.size());
    }

    /// Replaces them.
    ///
    /// @param sql the statement
    /// @param literals one for each parameter
    /// @param isStandard whether a backslash in a plain string is one, as `standard_conforming_strings` says;
    ///   if it is an escape, a string may end elsewhere
    /// @return the statement without parameters
    /// @throws IllegalArgumentException if a parameter has no literal
    public static String replace(String sql, List<String> literals, boolean isStandard) {
        return new Placeholders(sql, literals, isStandard).replaceAll();
    }

    private String replaceAll() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'') {
                copyTo(endOfString(at, !isStandard || isEscapeString()));
            } else if (c == '"') {
                copyTo(endOfString(at, false));
            } else if (sql.startsWith("--", at)) {
                copyTo(endOf("\n", at));
            } else if (sql.startsWith("/*", at)) {
                copyTo(endOfComment());
            } else if (c == '$') {
                dollar();
            } else if (isNamePart(c)) {
                copyTo(endOfName());
            } else {
                copyTo(at + 1);
            }
        }
        return out.toString();
    }

    private void copyTo(int end) {
        out.append(sql, at, end);
        at = end;
    }

    /// A name ends in front of a quote, so `e` is the last of what was copied; `te'...'` is no such string.
    private boolean isEscapeString() {
        if (at == 0 || Character.toLowerCase(sql.charAt(at - 1)) != 'e') {
            return false;
        }
        return at == 1 || !isNamePart(sql.charAt(at - 2));
    }

    /// A doubled quote ends one string and begins the next, which comes to the same.
    private int endOfString(int start, boolean escapes) {
        char quote = sql.charAt(start);
        for (int i = start + 1; i < sql.length(); i++) {
            if (escapes && sql.charAt(i) == '\\') {
                i++;
            } else if (sql.charAt(i) == quote) {
                if (escapes && i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        return sql.length();
    }

    private int endOf(String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }

    private int endOfComment() {
        int depth = 0;
        int i = at;
        while (i < sql.length()) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i += 2;
                if (depth == 0) {
                    return i;
                }
            } else {
                i++;
            }
        }
        return i;
    }

    private int endOfName() {
        int i = at;
        while (i < sql.length() && (isNamePart(sql.charAt(i)) || sql.charAt(i) == '$')) {
            i++;
        }
        return i;
    }

    private void dollar() {
        int digits = at + 1;
        while (digits < sql.length() && isDigit(sql.charAt(digits))) {
            digits++;
        }
        if (digits > at + 1) {
            out.append(literal(sql.substring(at + 1, digits)));
            at = digits;
            return;
        }
        int tag = at + 1;
        while (tag < sql.length() && isNamePart(sql.charAt(tag))) {
            tag++;
        }
        boolean isString = tag < sql.length() && sql.charAt(tag) == '$';
        copyTo(isString ? endOf(sql.substring(at, tag + 1), tag + 1) : at + 1);
    }

    private String literal(String digits) {
        int number = digits.length() > 5 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (number < 1 || number > literals.size()) {
            throw new IllegalArgumentException(
                    "the statement has a parameter $" + digits + ", and there are " + literals.size() + " arguments");
        }
        return literals.get(number - 1);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return c == '_' || c >= 0x80 || Character.isLetterOrDigit(c);
    }
}
