package io.juvloop.postgres.internal.type;

/// What stands before the elements of an array in binary.
///
/// One thread; it lives for one decoding.
final class ArrayHeader {
    private static final int LEAST_ELEMENT = Integer.BYTES;

    private final int elementOid;
    private final int[] sizes;

    private ArrayHeader(int elementOid, int[] sizes) {
        this.elementOid = elementOid;
        this.sizes = sizes;
    }

    /// Reads a header and checks that as many elements can follow. Lower bounds are left out, as Java has none.
    static ArrayHeader read(ValueReader in) {
        int dimensions = in.getInt();
        if (dimensions < 0 || dimensions > Dimensions.MOST) {
            throw Misfit.bytes(dimensions + " dimensions");
        }
        in.skip(Integer.BYTES); // whether there are NULLs
        int elementOid = in.getInt();
        int[] sizes = new int[dimensions];
        long total = 1;
        for (int i = 0; i < dimensions; i++) {
            sizes[i] = in.getInt();
            in.skip(Integer.BYTES);
            if (sizes[i] < 1) {
                throw Misfit.bytes("a dimension of " + sizes[i]);
            }
            total = Math.min(total * sizes[i], Integer.MAX_VALUE);
        }
        if (dimensions > 0) {
            in.requireCount((int) total, LEAST_ELEMENT);
        }
        return new ArrayHeader(elementOid, sizes);
    }

    /// Refuses elements of another type than the array's, which would be misread.
    ///
    /// @return this
    ArrayHeader requireElements(int oid) {
        if (elementOid != oid) {
            throw Misfit.bytes("elements of the type " + Integer.toUnsignedString(elementOid) + ", not "
                    + Integer.toUnsignedString(oid));
        }
        return this;
    }

    /// The type of the elements.
    int elementOid() {
        return elementOid;
    }

    /// The sizes of the dimensions; none for the empty array. Not a copy.
    int[] sizes() {
        return sizes;
    }

    /// Refuses another number of dimensions, unless the array is empty.
    void requireDepth(int depth) {
        if (sizes.length != 0 && sizes.length != depth) {
            throw new ArithmeticException("the array has " + sizes.length + " dimensions, not " + depth);
        }
    }
}
