package io.juvloop.postgres.internal.copy;

import java.util.List;
import java.util.stream.Collectors;

/// Names that become part of a statement's text: of tables as SQL writes them, of columns as they are.
///
/// A table's name is one string with or without a schema, so it is taken as SQL: each part either plain or in double
/// quotes. Whatever is more than a name is refused, so a name that comes from elsewhere cannot carry a statement in
/// it.
///
/// Any thread; it keeps nothing.
public final class SqlNames {
    private static final char QUOTE = '"';
    private static final char FIRST_BEYOND_ASCII = 0x80;

    private SqlNames() {}

    /// Checks the name of a table.
    ///
    /// @param name such as `city`, `shop.city` or `"My Table"`
    /// @return the same
    /// @throws IllegalArgumentException if it is no name
    public static String requireTable(String name) {
        int at = 0;
        while (true) {
            int end = endOfPart(name, at);
            if (end <= at) {
                throw new IllegalArgumentException("\"" + name + "\" is not the name of a table; a part that is not"
                        + " plain is written in double quotes");
            }
            if (end == name.length()) {
                return name;
            }
            at = name.charAt(end) == '.' ? end + 1 : name.length();
        }
    }

    /// Where a part of a name ends; not beyond its start if there is none.
    private static int endOfPart(String name, int start) {
        if (start >= name.length()) {
            return start;
        }
        return name.charAt(start) == QUOTE ? endOfQuoted(name, start) : endOfPlain(name, start);
    }

    private static int endOfPlain(String name, int start) {
        int at = start;
        while (at < name.length() && isPlain(name.charAt(at), at == start)) {
            at++;
        }
        return at;
    }

    private static int endOfQuoted(String name, int start) {
        int at = start + 1;
        while (at < name.length() && name.charAt(at) != 0) {
            if (name.charAt(at) != QUOTE) {
                at++;
            } else if (at + 1 < name.length() && name.charAt(at + 1) == QUOTE) {
                at += 2;
            } else {
                return at == start + 1 ? start : at + 1; // a name has at least one character
            }
        }
        return start;
    }

    private static boolean isPlain(char c, boolean first) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c >= FIRST_BEYOND_ASCII
                || (!first && ((c >= '0' && c <= '9') || c == '$'));
    }

    /// Quotes a name, so that it is taken as it is.
    ///
    /// @param name of a column or a schema
    /// @return the name in double quotes
    /// @throws IllegalArgumentException if it is empty or has a NUL
    public static String quote(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name.isEmpty() ? "a name is empty" : "a name has a NUL: " + name);
        }
        return QUOTE + name.replace("\"", "\"\"") + QUOTE;
    }

    /// Quotes names for a list.
    ///
    /// @param names of columns
    /// @return them with commas between
    public static String quoteAll(List<String> names) {
        return names.stream().map(SqlNames::quote).collect(Collectors.joining(", "));
    }

    /// Writes a text as a literal, whatever `standard_conforming_strings` is.
    ///
    /// @param text the text
    /// @return in single quotes
    /// @throws IllegalArgumentException if it has a NUL
    public static String literal(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a text has a NUL: " + text);
        }
        String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted;
    }
}
