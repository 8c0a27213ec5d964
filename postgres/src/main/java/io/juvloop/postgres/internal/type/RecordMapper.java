package io.juvloop.postgres.internal.type;

import java.lang.invoke.MethodHandles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Java records for rows and composites.
///
/// What is known of a class is kept with the class, so a class can be unloaded. Loop thread only. One a
/// [TypeCatalog].
public final class RecordMapper {
    private final MethodHandles.@Nullable Lookup lookup;
    private final ClassValue<RecordShape> shapes = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return RecordShape.of(type, lookup);
        }
    };

    RecordMapper(MethodHandles.@Nullable Lookup lookup) {
        this.lookup = lookup;
    }

    /// What is known of a class of records.
    ///
    /// @throws IllegalArgumentException if it is no record, or cannot be seen
    RecordShape shape(Class<?> type) {
        return shapes.get(type);
    }

    /// Plans how rows become records: each component takes the column of its name.
    ///
    /// @param <R> the type of the records
    /// @param type its class
    /// @param names of the columns
    /// @param codecs of the columns
    /// @return the plan
    /// @throws IllegalArgumentException if it is no record, cannot be seen, or a component has no column or one
    ///   that cannot be read as its class
    public <R> RecordPlan<R> plan(Class<R> type, List<String> names, List<? extends TypeCodec<?>> codecs) {
        return RecordPlan.byName(type, shape(type), names, codecs);
    }

    /// Plans how composites become records: by names, or by the order if there are as many components as columns and
    /// not all have a column of their name.
    ///
    /// @see #plan
    <R> RecordPlan<R> planComposite(Class<R> type, List<String> names, List<? extends TypeCodec<?>> codecs) {
        RecordShape shape = shape(type);
        return shape.size() == names.size() && !fits(shape, names)
                ? RecordPlan.byOrder(type, shape, codecs)
                : RecordPlan.byName(type, shape, names, codecs);
    }

    /// For each column the component that it takes.
    ///
    /// @throws IllegalArgumentException if the names do not fit and the numbers differ
    int[] components(RecordShape shape, List<String> names) {
        int[] components = new int[names.size()];
        boolean byName = true;
        for (int i = 0; i < components.length; i++) {
            components[i] = shape.indexOf(names.get(i));
            byName &= components[i] >= 0;
        }
        if (!byName) {
            if (shape.size() != components.length) {
                throw new IllegalArgumentException("the record " + shape.type().getTypeName()
                        + " has not all of the fields " + names + ", nor their number of components");
            }
            for (int i = 0; i < components.length; i++) {
                components[i] = i;
            }
        }
        return components;
    }

    private static boolean fits(RecordShape shape, List<String> names) {
        for (int i = 0; i < shape.size(); i++) {
            if (RecordShape.indexOf(shape.name(i), names) < 0) {
                return false;
            }
        }
        return true;
    }
}
