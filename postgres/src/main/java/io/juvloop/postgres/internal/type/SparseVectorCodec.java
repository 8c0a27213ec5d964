package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.SparseVector;

/// `sparsevec` of pgvector: dimensions, a count, four unused bytes, all indices from 0, and all values.
///
/// Any thread.
final class SparseVectorCodec extends TypeCodec<SparseVector> {
    SparseVectorCodec() {
        super(SparseVector.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof SparseVector vector)) {
            throw Misfit.argument(value, "SparseVector");
        }
        int[] indices = vector.indices();
        out.putInt(vector.dimensions());
        out.putInt(indices.length);
        out.putInt(0);
        for (int index : indices) {
            out.putInt(index);
        }
        for (float element : vector.values()) {
            out.putFloat(element);
        }
    }

    @Override
    public SparseVector decode(byte[] block, int offset, int length) {
        ValueReader in = new ValueReader(block, offset, length);
        int dimensions = in.getInt();
        int count = in.getCount(Integer.BYTES + Float.BYTES);
        in.skip(Integer.BYTES);
        int[] indices = new int[count];
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            indices[i] = in.getInt();
        }
        for (int i = 0; i < count; i++) {
            values[i] = in.getFloat();
        }
        in.requireEnd();
        return SparseVector.of(dimensions, indices, values);
    }
}
