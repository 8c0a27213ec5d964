package io.juvloop.postgres.internal.type;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The sizes of an argument for an array: collections and Java arrays, one inside of the other.
///
/// Any thread; it keeps nothing.
final class Dimensions {
    /// PostgreSQL's own limit.
    static final int MOST = 6;

    private Dimensions() {}

    /// The sizes along the first element of each level.
    ///
    /// @throws IllegalArgumentException if it is no collection and no array, or too deep
    static int[] of(Object value, TypeCodec<?> element) {
        if (!(value instanceof Collection<?>) && !value.getClass().isArray()) {
            throw Misfit.argument(value, "a collection or an array");
        }
        int[] sizes = new int[MOST];
        int depth = 0;
        Object level = value;
        while (level != null && (depth == 0 || isDimension(level, element))) {
            if (depth == MOST) {
                throw new IllegalArgumentException("it has more than " + MOST + " dimensions");
            }
            sizes[depth++] = size(level);
            level = first(level);
        }
        return Arrays.copyOf(sizes, depth);
    }

    static boolean isDimension(Object value, TypeCodec<?> element) {
        return (value instanceof Collection<?> || value.getClass().isArray()) && !element.isValue(value);
    }

    static int size(Object level) {
        return level instanceof Collection<?> collection ? collection.size() : Array.getLength(level);
    }

    private static @Nullable Object first(Object level) {
        Iterator<?> elements = elements(level);
        return elements.hasNext() ? elements.next() : null;
    }

    /// The elements of a level, those of primitive arrays in their boxes.
    static Iterator<?> elements(Object level) {
        return switch (level) {
            case Collection<?> collection -> collection.iterator();
            case Object[] array -> Arrays.asList(array).iterator();
            default ->
                new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < Array.getLength(level);
                    }

                    @Override
                    public Object next() {
                        return Array.get(level, next++);
                    }
                };
        };
    }

    static IllegalArgumentException notRectangular() {
        return new IllegalArgumentException("its levels have different sizes or depths");
    }
}
