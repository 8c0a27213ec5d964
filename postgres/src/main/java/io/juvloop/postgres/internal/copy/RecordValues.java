package io.juvloop.postgres.internal.copy;

import io.juvloop.postgres.internal.type.RecordShape;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The values of one record after the other, whatever the records are: arrays, lists or Java records.
///
/// A Java record gives its components by the columns' names, where `createdAt` fits both `createdAt` and
/// `created_at`; if a column has no component of its name, all are taken by their order. Its class is looked at once
/// as long as records of the same class follow each other.
///
/// Loop thread only. One a batch.
public final class RecordValues {
    private static final Object[] NOTHING = {};

    private final List<String> names;
    private final MethodHandles.@Nullable Lookup lookup;

    private @Nullable Object[] array = NOTHING;
    private @Nullable List<?> list;
    private @Nullable Object record;
    private @Nullable RecordShape shape; // of the last record
    private int[] order = {}; // of its components

    /// Makes values of no record yet.
    ///
    /// @param names of the columns; empty if only the order counts
    /// @param lookup what may see the program's records, or null for this module's own
    public RecordValues(List<String> names, MethodHandles.@Nullable Lookup lookup) {
        this.names = List.copyOf(names);
        this.lookup = lookup;
    }

    /// Shows another record.
    ///
    /// @param next an `Object[]`, a [List] or a Java record
    /// @return how many values it has
    /// @throws IllegalArgumentException if it is none of these
    public int show(@Nullable Object next) {
        list = null;
        record = null;
        array = NOTHING;
        return switch (next) {
            case Object[] values -> {
                array = values;
                yield values.length;
            }
            case List<?> values -> {
                list = values;
                yield values.size();
            }
            case Record components -> {
                record = components;
                yield show(components.getClass());
            }
            case null -> throw new IllegalArgumentException("a record is null");
            default ->
                throw new IllegalArgumentException("a record is an Object[], a List or a Java record, and no "
                        + next.getClass().getTypeName());
        };
    }

    private int show(Class<?> type) {
        RecordShape known = shape;
        if (known == null || known.type() != type) {
            known = RecordShape.of(type, lookup);
            shape = known;
            order = order(known);
        }
        return order.length;
    }

    /// A value of the record that is shown.
    ///
    /// @param index from 0
    /// @return the value
    public @Nullable Object get(int index) {
        if (list != null) {
            return list.get(index);
        }
        return record == null ? array[index] : component(index, record);
    }

    private @Nullable Object component(int index, Object of) {
        return Objects.requireNonNull(shape, "no record is shown").get(of, order[index]);
    }

    /// All values of the record that is shown.
    ///
    /// @return its own array if it is one, else a new one
    public @Nullable Object[] toArray() {
        if (list != null) {
            return list.toArray();
        }
        if (record == null) {
            return array;
        }
        @Nullable Object[] values = new @Nullable Object[order.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = component(i, record);
        }
        return values;
    }

    // --- Components

    /// By the names of the columns if each has a component, else all in their order.
    private int[] order(RecordShape of) {
        int[] named = names.stream().mapToInt(of::indexOf).toArray();
        boolean isByOrder = named.length == 0 || Arrays.stream(named).anyMatch(index -> index < 0);
        return isByOrder ? IntStream.range(0, of.size()).toArray() : named;
    }
}
