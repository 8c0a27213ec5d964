package io.juvloop.postgres.types;

import java.util.Arrays;

/// A `sparsevec` of pgvector: a vector of which only the elements that are not zero are kept.
///
/// Any thread.
public final class SparseVector {
    private final int dimensions;
    private final int[] indices;
    private final float[] values;

    private SparseVector(int dimensions, int[] indices, float[] values) {
        this.dimensions = dimensions;
        this.indices = indices;
        this.values = values;
    }

    /// The vector with these elements, all others being zero.
    ///
    /// @param dimensions how many elements there are in all
    /// @param indices where the elements that are not zero are, from 0, ascending; they are copied
    /// @param values those elements, in the same order; they are copied
    /// @return the vector
    /// @throws IllegalArgumentException for a negative number of dimensions, arrays of different lengths, or
    ///     indices that do not ascend below the number of dimensions
    public static SparseVector of(int dimensions, int[] indices, float[] values) {
        if (indices.length != values.length) {
            throw new IllegalArgumentException(indices.length + " indices, but " + values.length + " values");
        }
        if (dimensions < 0) {
            throw new IllegalArgumentException("a vector of " + dimensions + " dimensions");
        }
        int before = -1;
        for (int index : indices) {
            if (index <= before || index >= dimensions) {
                throw new IllegalArgumentException(
                        "index " + index + " after " + before + " in a vector of " + dimensions + " dimensions");
            }
            before = index;
        }
        return new SparseVector(dimensions, indices.clone(), values.clone());
    }

    /// The vector of all these elements.
    ///
    /// @param elements the elements, zeros among them
    /// @return the same without the zeros
    public static SparseVector of(float... elements) {
        int[] indices = new int[elements.length];
        float[] values = new float[elements.length];
        int count = 0;
        for (int i = 0; i < elements.length; i++) {
            if (elements[i] != 0) {
                indices[count] = i;
                values[count++] = elements[i];
            }
        }
        return new SparseVector(elements.length, Arrays.copyOf(indices, count), Arrays.copyOf(values, count));
    }

    /// How many elements there are, zeros included.
    ///
    /// @return their number
    public int dimensions() {
        return dimensions;
    }

    /// Where the elements are that are not zero.
    ///
    /// @return a new array, from 0, ascending
    public int[] indices() {
        return indices.clone();
    }

    /// The elements that are not zero.
    ///
    /// @return a new array, in the order of [#indices]
    public float[] values() {
        return values.clone();
    }

    /// All elements.
    ///
    /// @return a new array, zeros included
    public float[] toArray() {
        float[] all = new float[dimensions];
        for (int i = 0; i < indices.length; i++) {
            all[indices[i]] = values[i];
        }
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseVector that
                && dimensions == that.dimensions
                && Arrays.equals(indices, that.indices)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return (Integer.hashCode(dimensions) * 31 + Arrays.hashCode(indices)) * 31 + Arrays.hashCode(values);
    }

    /// The literal, whose indices are counted from 1.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < indices.length; i++) {
            text.append(i == 0 ? "" : ",").append(indices[i] + 1).append(':').append(values[i]);
        }
        return text.append("}/").append(dimensions).toString();
    }
}
