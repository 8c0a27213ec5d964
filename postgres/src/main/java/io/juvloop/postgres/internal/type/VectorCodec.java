package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;

/// `vector` and `halfvec` of pgvector: a count of two bytes, two unused ones, and floats of four or two bytes.
///
/// Any thread.
final class VectorCodec extends TypeCodec<float[]> {
    private static final int MOST = 0xffff;

    private final boolean half;

    VectorCodec(boolean half) {
        super(float[].class);
        this.half = half;
    }

    @Override
    protected boolean isValue(Object value) {
        return value instanceof float[];
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof float[] elements)) {
            throw Misfit.argument(value, "float[]");
        }
        if (elements.length > MOST) {
            throw Misfit.range();
        }
        out.putShort(elements.length);
        out.putShort(0);
        for (float element : elements) {
            if (half) {
                out.putShort(Float.floatToFloat16(element));
            } else {
                out.putFloat(element);
            }
        }
    }

    @Override
    public float[] decode(byte[] block, int offset, int length) {
        ValueReader in = new ValueReader(block, offset, length);
        int count = in.getUnsignedShort();
        in.skip(Short.BYTES);
        float[] elements = new float[in.requireCount(count, half ? Short.BYTES : Float.BYTES)];
        for (int i = 0; i < count; i++) {
            elements[i] = half ? Float.float16ToFloat(in.getShort()) : in.getFloat();
        }
        in.requireEnd();
        return elements;
    }
}
