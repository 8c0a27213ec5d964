package io.juvloop.postgres.internal.copy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The values of one record after the other, whatever the records are: arrays, lists or Java records.
///
/// A Java record gives its components by the columns' names, where `createdAt` fits both `createdAt` and
/// `created_at`; if a column has no component of its name, all are taken by their order. Its class is looked at once
/// as long as records of the same class follow each other.
///
/// Loop thread only. One a batch.
public final class RecordValues {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final Object[] NOTHING = {};

    private final List<String> names;
    private final MethodHandles.Lookup lookup;

    private @Nullable Object[] array = NOTHING;
    private @Nullable List<?> list;
    private @Nullable Object record;
    private @Nullable Class<?> recordClass;
    private MethodHandle[] getters = {};

    /// Makes values of no record yet.
    ///
    /// @param names of the columns; empty if only the order counts
    /// @param lookup what may see the program's records, or null for this module's own
    public RecordValues(List<String> names, MethodHandles.@Nullable Lookup lookup) {
        this.names = List.copyOf(names);
        this.lookup = lookup == null ? MethodHandles.lookup() : lookup;
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
        if (type != recordClass) {
            getters = getters(type);
            recordClass = type;
        }
        return getters.length;
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
        try {
            return (Object) getters[index].invokeExact(of);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable checked) {
            throw new IllegalArgumentException(
                    "a component of " + of.getClass().getTypeName() + " cannot be read", checked);
        }
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
        @Nullable Object[] values = new @Nullable Object[getters.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = component(i, record);
        }
        return values;
    }

    // --- Components

    private MethodHandle[] getters(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        RecordComponent[] order = byNames(components);
        MethodHandle[] handles = new MethodHandle[order.length];
        for (int i = 0; i < order.length; i++) {
            handles[i] = getter(order[i]);
        }
        return handles;
    }

    private RecordComponent[] byNames(RecordComponent[] components) {
        if (names.isEmpty()) {
            return components;
        }
        RecordComponent[] order = new RecordComponent[names.size()];
        for (int i = 0; i < order.length; i++) {
            RecordComponent component = find(components, names.get(i));
            if (component == null) {
                return components;
            }
            order[i] = component;
        }
        return order;
    }

    private static @Nullable RecordComponent find(RecordComponent[] components, String column) {
        String plain = plain(column);
        RecordComponent similar = null;
        for (RecordComponent component : components) {
            if (component.getName().equals(column)) {
                return component;
            }
            if (plain(component.getName()).equals(plain)) {
                similar = component;
            }
        }
        return similar;
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private MethodHandle getter(RecordComponent component) {
        try {
            return unreflect(component).asType(GETTER);
        } catch (IllegalAccessException hidden) {
            throw new IllegalArgumentException(
                    component.getDeclaringRecord().getTypeName() + " cannot be read from here: open its package, or"
                            + " give a lookup in the options",
                    hidden);
        }
    }

    private MethodHandle unreflect(RecordComponent component) throws IllegalAccessException {
        var accessor = component.getAccessor();
        try {
            return lookup.unreflect(accessor);
        } catch (IllegalAccessException notVisible) {
            if (accessor.trySetAccessible()) {
                return lookup.unreflect(accessor);
            }
            throw notVisible;
        }
    }
}
