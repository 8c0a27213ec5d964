package io.juvloop.postgres.internal.connect;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reads connection strings, exactly as libpq does: a URI, or pairs of a keyword and a value.
///
/// Any thread. Stateless. No message has a part of the string, because a password may stand anywhere in a broken
/// one. See [Connection Strings](https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING).
public final class Dsn {
    private static final String[] SCHEMES = {"postgresql://", "postgres://"};

    private Dsn() {}

    /// Reads a connection string.
    ///
    /// @param text a URI or pairs
    /// @return the parameters by libpq's keywords, each with its last value
    /// @throws IllegalArgumentException for one that libpq would refuse
    public static Map<String, String> parse(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL stands in the connection string");
        }
        for (String scheme : SCHEMES) {
            if (text.startsWith(scheme)) {
                return new DsnUri(text.substring(scheme.length())).parse();
            }
        }
        if (!text.isEmpty() && text.indexOf('=') < 0) {
            throw new IllegalArgumentException(
                    "a connection string begins with postgresql:// or consists of keyword=value pairs");
        }
        return pairs(text);
    }

    /// The form with pairs: a value with spaces stands in single quotes, and a backslash makes the next character an
    /// ordinary one, in quotes and outside.
    private static Map<String, String> pairs(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        int at = skipSpace(text, 0);
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) != '=' && !isSpace(text.charAt(end))) {
                end++;
            }
            String keyword = text.substring(at, end);
            int equals = skipSpace(text, end);
            if (equals == text.length() || text.charAt(equals) != '=') {
                throw new IllegalArgumentException("a keyword of the connection string has no \"=\" behind it");
            }
            StringBuilder value = new StringBuilder();
            int begin = skipSpace(text, equals + 1);
            boolean isQuoted = begin < text.length() && text.charAt(begin) == '\'';
            at = skipSpace(text, isQuoted ? quoted(text, begin + 1, value) : bare(text, begin, value));
            found.put(keyword, value.toString());
        }
        return found;
    }

    private static int bare(String text, int begin, StringBuilder value) {
        int at = begin;
        while (at < text.length() && !isSpace(text.charAt(at))) {
            at = character(text, at, value);
        }
        return at;
    }

    private static int quoted(String text, int begin, StringBuilder value) {
        int at = begin;
        while (at < text.length()) {
            if (text.charAt(at) == '\'') {
                return at + 1;
            }
            at = character(text, at, value);
        }
        throw new IllegalArgumentException("a quoted value of the connection string does not end");
    }

    /// One character, or the one behind a backslash. A backslash at the end is dropped.
    private static int character(String text, int at, StringBuilder value) {
        int actual = text.charAt(at) == '\\' ? at + 1 : at;
        if (actual < text.length()) {
            value.append(text.charAt(actual));
        }
        return actual + 1;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return Math.min(at, text.length());
    }

    /// C's `isspace`.
    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
