package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;

/// `int2`.
///
/// Any thread.
final class Int2Codec extends IntegralCodec<Short> {
    Int2Codec() {
        super(Short.class, INT2, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    long read(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Short.BYTES);
        return Bytes.getShort(block, offset);
    }

    @Override
    void put(long number, OutBuffer out) {
        out.putShort((int) number);
    }

    @Override
    public Short decode(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Short.BYTES);
        return Bytes.getShort(block, offset);
    }
}
