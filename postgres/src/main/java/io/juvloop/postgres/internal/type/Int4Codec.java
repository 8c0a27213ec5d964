package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;

/// `int4`.
///
/// Any thread.
final class Int4Codec extends IntegralCodec<Integer> {
    Int4Codec() {
        super(Integer.class, INT4, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    long read(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Integer.BYTES);
        return Bytes.getInt(block, offset);
    }

    @Override
    void put(long number, OutBuffer out) {
        out.putInt((int) number);
    }

    @Override
    public Integer decode(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Integer.BYTES);
        return Bytes.getInt(block, offset);
    }
}
