package io.juvloop.postgres.internal.base;

/// Names in SQL.
///
/// Any thread.
public final class Identifiers {
    private Identifiers() {}

    /// A name as it must stand in SQL to be meant exactly as it is.
    ///
    /// @param name of a channel, a table, a column
    /// @return the name in double quotes
    /// @throws IllegalArgumentException if it is empty or has a NUL
    public static String quote(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a name is empty or has a NUL: '" + name.replace('\0', '?') + "'");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
