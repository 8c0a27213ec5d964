package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.internal.row.Columns;
import io.juvloop.postgres.internal.row.RowBlocks;
import io.juvloop.postgres.internal.row.RowList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What callers want of results, see [ResultShape].
///
/// Any thread. It keeps nothing.
final class ResultShapes {
    /// Only the status.
    static final ResultShape<CommandStatus> STATUS = new ResultShape<>() {
        @Override
        public boolean keepsRows() {
            return false;
        }

        @Override
        public CommandStatus make(Columns columns, RowBlocks rows, CommandStatus status) {
            return status;
        }
    };

    /// All rows.
    static final ResultShape<List<Row>> ROWS = (columns, rows, status) -> new RowList(columns, rows);

    /// The first row.
    static final ResultShape<@Nullable Row> FIRST_ROW = new First<>() {
        @Override
        @Nullable
        Row make(Row first) {
            return first;
        }
    };

    /// The first value in its default class.
    static final ResultShape<@Nullable Object> FIRST_VALUE = new First<>() {
        @Override
        @Nullable
        Object make(Row first) {
            return first.size() == 0 ? null : first.get(0);
        }
    };

    /// The plan of EXPLAIN.
    static final ResultShape<String> PLAN = (columns, rows, status) -> {
        String plan =
                rows.rows() == 0 ? null : new RowList(columns, rows).get(0).getString(0);
        return plan == null ? "" : plan;
    };

    /// All rows as objects.
    ///
    /// @param type a Java record, or the class of the first column
    static <T> ResultShape<List<T>> rowsAs(Class<T> type) {
        return (columns, rows, status) -> {
            List<T> made = new ArrayList<>(rows.rows());
            boolean isRecord = type.isRecord();
            for (Row row : new RowList(columns, rows)) {
                made.add(isRecord ? row.as(type) : row.get(0, type));
            }
            return made;
        };
    }

    /// The first row as an object.
    ///
    /// @param type a Java record, or the class of the first column
    static <T> ResultShape<@Nullable T> firstRowAs(Class<T> type) {
        return new First<>() {
            @Override
            @Nullable
            T make(Row first) {
                return type.isRecord() ? first.as(type) : first.get(0, type);
            }
        };
    }

    /// The first value as an object.
    ///
    /// @param type its class
    static <T> ResultShape<@Nullable T> firstValueAs(Class<T> type) {
        return new First<>() {
            @Override
            @Nullable
            T make(Row first) {
                return first.size() == 0 ? null : first.get(0, type);
            }
        };
    }

    private ResultShapes() {}

    /// What is made of the first row, and null if there is none.
    ///
    /// @param <T> the type of what is made
    private abstract static class First<T extends @Nullable Object> implements ResultShape<@Nullable T> {
        @Override
        public int maxRows() {
            return 1;
        }

        @Override
        public @Nullable T make(Columns columns, RowBlocks rows, CommandStatus status) {
            return rows.rows() == 0 ? null : make(new RowList(columns, rows).get(0));
        }

        abstract @Nullable T make(Row first);
    }
}
