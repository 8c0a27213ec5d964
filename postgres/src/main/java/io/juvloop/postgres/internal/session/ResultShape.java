package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.internal.row.Columns;
import io.juvloop.postgres.internal.row.RowBlocks;
import org.jspecify.annotations.Nullable;

/// What a caller wants of a result: its rows, the first of them, its first value, or only how it ended.
///
/// Any thread. Without state, but for the class it makes instances of.
///
/// @param <T> the type of what is made
interface ResultShape<T extends @Nullable Object> {
    /// Whether rows are kept until the end.
    default boolean keepsRows() {
        return true;
    }

    /// How many rows are asked for.
    ///
    /// @return 0 for all
    default int maxRows() {
        return 0;
    }

    /// Makes it.
    ///
    /// @param columns of the result
    /// @param rows all that came
    /// @param status how it ended
    T make(Columns columns, RowBlocks rows, CommandStatus status);
}
