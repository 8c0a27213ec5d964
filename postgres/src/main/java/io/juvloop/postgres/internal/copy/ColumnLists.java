package io.juvloop.postgres.internal.copy;

import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.internal.row.Columns;
import io.juvloop.postgres.internal.wire.OutBuffer;
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
    private final Columns columns;

    /// Makes lists.
    ///
    /// @param columns of the records
    /// @param records arrays, lists or Java records
    /// @param lookup what may see the program's records, or null
    /// @throws IllegalArgumentException if one is none of these, or has another number of values
    public ColumnLists(Columns columns, List<?> records, MethodHandles.@Nullable Lookup lookup) {
        this.columns = columns;
        this.records = new Object[records.size()][];
        RecordValues values = new RecordValues(List.of(columns.description().names()), lookup);
        int index = 0;
        for (Object record : records) {
            int size = values.show(record);
            if (size != columns.size()) {
                throw new IllegalArgumentException(
                        "record " + index + " has " + size + " values for " + columns.size() + " columns");
            }
            this.records[index++] = values.toArray();
        }
    }

    /// The lists.
    ///
    /// @return one for each column
    public Object[] toArray() {
        List<List<@Nullable Object>> lists = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            lists.add(new ColumnList(i));
        }
        return lists.toArray();
    }

    /// Finds the record whose value could not be sent, for an exception that only knows the column.
    ///
    /// @param misfit whose place is `$1` and so on
    /// @return one that names the record and the column; the same if no value is wrong by itself
    public ArgumentException locate(ArgumentException misfit) {
        for (int column = 0; column < columns.size(); column++) {
            if (misfit.place().equals("$" + (column + 1))) {
                return locate(column, misfit);
            }
        }
        return misfit;
    }

    private ArgumentException locate(int column, ArgumentException misfit) {
        OutBuffer scratch = new OutBuffer(0);
        for (int record = 0; record < records.length; record++) {
            Object value = records[record][column];
            if (value != null) {
                try {
                    columns.type(column).codec().write(value, scratch);
                } catch (RuntimeException why) {
                    String place = "record " + record + ", column " + columns.name(column);
                    return new ArgumentException(
                            place, value, columns.type(column).name(), why);
                }
                scratch.clear();
            }
        }
        return misfit;
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
