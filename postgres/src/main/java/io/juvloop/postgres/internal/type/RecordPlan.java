package io.juvloop.postgres.internal.type;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a row becomes a Java record: for each component a column and what decodes it.
///
/// Any thread that the codecs allow; immutable.
///
/// @param <R> the type of the records
public final class RecordPlan<R> {
    private final Class<R> type;
    private final RecordShape shape;
    private final int[] columns;
    private final Decoder<?>[] decoders;

    private RecordPlan(Class<R> type, RecordShape shape, int[] columns, List<? extends TypeCodec<?>> codecs) {
        this.type = type;
        this.shape = shape;
        this.columns = columns;
        this.decoders = new Decoder<?>[columns.length];
        for (int i = 0; i < columns.length; i++) {
            decoders[i] = decoder(codecs.get(columns[i]), i);
        }
    }

    static <R> RecordPlan<R> byName(
            Class<R> type, RecordShape shape, List<String> names, List<? extends TypeCodec<?>> codecs) {
        int[] columns = new int[shape.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = RecordShape.indexOf(shape.name(i), names);
            if (columns[i] < 0) {
                throw new IllegalArgumentException("the component " + shape.name(i) + " of the record "
                        + type.getTypeName() + " has no column among " + names);
            }
        }
        return new RecordPlan<>(type, shape, columns, codecs);
    }

    static <R> RecordPlan<R> byOrder(Class<R> type, RecordShape shape, List<? extends TypeCodec<?>> codecs) {
        int[] columns = new int[shape.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = i;
        }
        return new RecordPlan<>(type, shape, columns, codecs);
    }

    private Decoder<?> decoder(TypeCodec<?> codec, int component) {
        try {
            return codec.decoder(shape.type(component));
        } catch (IllegalArgumentException unreadable) {
            throw Misfit.at("component " + shape.name(component), unreadable);
        }
    }

    /// Makes a record.
    ///
    /// @param row where the values are
    /// @return an instance
    /// @throws NullPointerException if NULL is in a column whose component is primitive
    public R make(Fields row) {
        @Nullable Object[] components = new Object[columns.length];
        for (int i = 0; i < components.length; i++) {
            components[i] = component(row, i);
        }
        return type.cast(shape.make(components));
    }

    private @Nullable Object component(Fields row, int component) {
        int column = columns[component];
        int length = row.length(column);
        if (length < 0) {
            requireNullable(component);
            return null;
        }
        try {
            return decoders[component].decode(row.block(), row.offset(column), length);
        } catch (RuntimeException undecodable) {
            throw Misfit.inside("component " + shape.name(component), undecodable);
        }
    }

    private void requireNullable(int component) {
        Type type = shape.type(component);
        if (type instanceof Class<?> primitive && primitive.isPrimitive()) {
            throw new NullPointerException(
                    "component " + shape.name(component) + ": a primitive type, and the column is NULL");
        }
    }
}
