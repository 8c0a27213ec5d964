package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Writes the binary form of an array: the number of dimensions, whether there are NULLs, the type of the elements,
/// sizes and lower bounds, and the elements with their lengths.
///
/// Primitive arrays of the type's own size go without boxes. Any thread; it keeps nothing.
final class ArrayWriter {
    private static final int NULL = -1;

    private final TypeCodec<?> element;
    private final OutBuffer out;
    private final int[] sizes;
    private boolean hasNulls;

    private ArrayWriter(TypeCodec<?> element, OutBuffer out, int[] sizes) {
        this.element = element;
        this.out = out;
        this.sizes = sizes;
    }

    /// Writes an array.
    ///
    /// @param value collections or arrays
    /// @param element the codec of the elements
    /// @param elementOid the type of the elements
    /// @param lowerBound the index of the first element
    /// @param out takes the bytes
    static void write(Object value, TypeCodec<?> element, int elementOid, int lowerBound, OutBuffer out) {
        int[] sizes = Dimensions.of(value, element);
        boolean isEmpty = false;
        for (int size : sizes) {
            isEmpty |= size == 0;
        }
        out.putInt(isEmpty ? 0 : sizes.length);
        int flags = out.position();
        out.putInt(0);
        out.putInt(elementOid);
        for (int i = 0; i < sizes.length && !isEmpty; i++) {
            out.putInt(sizes[i]);
            out.putInt(lowerBound);
        }
        ArrayWriter writer = new ArrayWriter(element, out, sizes);
        writer.level(value, 0);
        if (writer.hasNulls) {
            out.setInt(flags, 1);
        }
    }

    private void level(Object level, int depth) {
        if (Dimensions.size(level) != sizes[depth]) {
            throw Dimensions.notRectangular();
        }
        if (depth == sizes.length - 1) {
            leaves(level, sizes[depth]);
            return;
        }
        for (Iterator<?> deeper = Dimensions.elements(level); deeper.hasNext(); ) {
            Object next = deeper.next();
            if (next == null || !Dimensions.isDimension(next, element)) {
                throw Dimensions.notRectangular();
            }
            level(next, depth + 1);
        }
    }

    private void leaves(Object level, int size) {
        int shape = element.shape();
        if (level instanceof int[] ints && shape == TypeCodec.INT4) {
            for (int number : ints) {
                out.putSizedInt(number);
            }
        } else if (level instanceof long[] longs && shape == TypeCodec.INT8) {
            for (long number : longs) {
                out.putSizedLong(number);
            }
        } else if (level instanceof double[] doubles && shape == TypeCodec.FLOAT8) {
            for (double number : doubles) {
                out.putSizedLong(Double.doubleToRawLongBits(number));
            }
        } else {
            objects(level, size);
        }
    }

    private void objects(Object level, int size) {
        int count = 0;
        for (Iterator<?> elements = Dimensions.elements(level); elements.hasNext(); count++) {
            leaf(elements.next());
        }
        if (count != size) {
            throw Dimensions.notRectangular();
        }
    }

    private void leaf(@Nullable Object value) {
        if (value == null) {
            out.putInt(NULL);
            hasNulls = true;
        } else if (!FieldWriter.writeCommon(element.shape(), value, out)) {
            if (Dimensions.isDimension(value, element)) {
                throw Dimensions.notRectangular();
            }
            FieldWriter.write(element, value, out);
        }
    }
}
