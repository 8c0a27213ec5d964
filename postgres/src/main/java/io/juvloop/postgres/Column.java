package io.juvloop.postgres;

import java.util.Objects;

/// A column of a result: asyncpg's `Attribute`.
///
/// Any thread. Immutable.
///
/// @param name as the statement gives it
/// @param type of its values
/// @param typeModifier what the type was declared with, such as the length of a `varchar`; -1 for nothing
/// @param tableOid the table it comes from, 0 if it is computed
/// @param attribute its number in that table from 1, 0 if it is computed
public record Column(String name, PgType type, int typeModifier, int tableOid, int attribute) {
    /// Makes a column.
    ///
    /// @param name its name
    /// @param type of its values
    /// @param typeModifier or -1
    /// @param tableOid or 0
    /// @param attribute or 0
    public Column {
        Objects.requireNonNull(name, "the name is null");
        Objects.requireNonNull(type, "the type is null");
    }
}
