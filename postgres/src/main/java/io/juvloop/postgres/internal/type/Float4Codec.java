package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;

/// `float4`.
///
/// Any thread.
final class Float4Codec extends FloatingCodec<Float> {
    private static final int DIGITS = 24;

    Float4Codec() {
        super(Float.class, FLOAT4);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        double number = floating(value, DIGITS);
        float nearest = (float) number;
        if (Float.isInfinite(nearest) && !Double.isInfinite(number)) {
            throw Misfit.range();
        }
        out.putFloat(nearest);
    }

    @Override
    public Float decode(byte[] block, int offset, int length) {
        return decodeFloat(block, offset, length);
    }

    @Override
    public float decodeFloat(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Float.BYTES);
        return Bytes.getFloat(block, offset);
    }

    @Override
    public double decodeDouble(byte[] block, int offset, int length) {
        return decodeFloat(block, offset, length);
    }
}
