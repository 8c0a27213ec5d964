package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;

/// `float8`.
///
/// Any thread.
final class Float8Codec extends FloatingCodec<Double> {
    private static final int DIGITS = 53;

    Float8Codec() {
        super(Double.class, FLOAT8);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        out.putDouble(floating(value, DIGITS));
    }

    @Override
    public Double decode(byte[] block, int offset, int length) {
        return decodeDouble(block, offset, length);
    }

    /// The nearest; a number that is finite only here is refused.
    @Override
    public float decodeFloat(byte[] block, int offset, int length) {
        double number = decodeDouble(block, offset, length);
        float nearest = (float) number;
        if (Float.isInfinite(nearest) && !Double.isInfinite(number)) {
            throw Misfit.value(number, float.class);
        }
        return nearest;
    }

    @Override
    public double decodeDouble(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Double.BYTES);
        return Bytes.getDouble(block, offset);
    }
}
