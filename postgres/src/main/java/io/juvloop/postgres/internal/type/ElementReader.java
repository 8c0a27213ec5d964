package io.juvloop.postgres.internal.type;

import java.lang.reflect.Array;

/// Reads the elements of one row of an array, with their lengths, into a Java array.
///
/// Any thread.
@FunctionalInterface
interface ElementReader {
    int NULL = -1;

    /// Reads some elements.
    ///
    /// @param in stands before the first
    /// @param count how many
    /// @return a Java array of that length
    Object read(ValueReader in, int count);

    /// The reader for arrays of a class.
    ///
    /// @param component what the arrays consist of
    /// @param element the codec of the elements
    /// @param decoder makes objects of that class
    static ElementReader of(Class<?> component, TypeCodec<?> element, Decoder<?> decoder) {
        if (component == int.class) {
            return (in, count) -> ints(in, count, element);
        } else if (component == long.class) {
            return (in, count) -> longs(in, count, element);
        } else if (component == double.class) {
            return (in, count) -> doubles(in, count, element);
        } else if (component.isPrimitive()) {
            return (in, count) -> boxed(in, count, component, decoder);
        }
        return (in, count) -> objects(in, count, component, decoder);
    }

    private static int present(ValueReader in) {
        int size = in.getInt();
        if (size == NULL) {
            throw nullElement();
        }
        return size;
    }

    static ArithmeticException nullElement() {
        return new ArithmeticException("an element of the array is NULL, and a primitive type has no null");
    }

    private static Object ints(ValueReader in, int count, TypeCodec<?> element) {
        int[] array = new int[count];
        if (element.shape() == TypeCodec.INT4) {
            in.getInts(array);
            return array;
        }
        for (int i = 0; i < count; i++) {
            int size = present(in);
            array[i] = element.decodeInt(in.block(), in.take(size), size);
        }
        return array;
    }

    private static Object longs(ValueReader in, int count, TypeCodec<?> element) {
        long[] array = new long[count];
        if (element.shape() == TypeCodec.INT8) {
            in.getLongs(array);
            return array;
        }
        for (int i = 0; i < count; i++) {
            int size = present(in);
            array[i] = element.decodeLong(in.block(), in.take(size), size);
        }
        return array;
    }

    private static Object doubles(ValueReader in, int count, TypeCodec<?> element) {
        double[] array = new double[count];
        for (int i = 0; i < count; i++) {
            int size = present(in);
            array[i] = element.decodeDouble(in.block(), in.take(size), size);
        }
        return array;
    }

    private static Object boxed(ValueReader in, int count, Class<?> component, Decoder<?> decoder) {
        Object array = Array.newInstance(component, count);
        for (int i = 0; i < count; i++) {
            int size = present(in);
            Array.set(array, i, decoder.decode(in.block(), in.take(size), size));
        }
        return array;
    }

    private static Object objects(ValueReader in, int count, Class<?> component, Decoder<?> decoder) {
        Object[] array = (Object[]) Array.newInstance(component, count);
        for (int i = 0; i < count; i++) {
            int size = in.getInt();
            if (size != NULL) {
                array[i] = decoder.decode(in.block(), in.take(size), size);
            }
        }
        return array;
    }
}
