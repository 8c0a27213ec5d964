package io.juvloop.postgres.internal.copy;

import io.juvloop.postgres.internal.row.Columns;
import java.lang.invoke.MethodHandles;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// Records seen by columns: for each column a list of its values, which copies nothing.
///
/// Loop thread only. The records must not change while it is used.
public final class ColumnLists {
    private final Object[][] records;
    private final int columns;

    /// Makes lists.
    ///
    /// @param columns of the records
    /// @param records arrays, lists or Java records
    /// @param lookup what may see the program's records, or null
    /// @throws IllegalArgumentException if one is none of these, or has another number of values
    public ColumnLists(Columns columns, List<?> records, MethodHandles.@Nullable Lookup lookup) {
        this.columns = columns.size();
        this.records = new Object[records.size()][];
        RecordValues values =
                new RecordValues(List.of(columns.description().names()), lookup);
        int index = 0;
        for (Object record : records) {
            int size = values.show(record);
            if (size != this.columns) {
                throw new IllegalArgumentException(
                        "record " + index + " has " + size + " values for " + this.columns + " columns");
            }
            this.records[index++] = values.toArray();
        }
    }

    /// The lists.
    ///
    /// @return one for each column
    public Object[] toArray() {
        List<List<@Nullable Object>> lists = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            lists.add(new ColumnList(i));
        }
        return lists.toArray();
    }

    private final class ColumnList extends AbstractList<@Nullable Object> implements RandomAccess {
        private final int column;

        private ColumnList(int column) {
            this.column = column;
        }

        @Override
        public @Nullable Object get(int index) {
            return records[index][column];
        }

        @Override
        public int size() {
            return records.length;
        }
    }
}
