package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;

/// `int8`.
///
/// Any thread.
final class Int8Codec extends IntegralCodec<Long> {
    Int8Codec() {
        super(Long.class, INT8, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    long read(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Long.BYTES);
        return Bytes.getLong(block, offset);
    }

    @Override
    void put(long number, OutBuffer out) {
        out.putLong(number);
    }

    @Override
    public Long decode(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Long.BYTES);
        return Bytes.getLong(block, offset);
    }
}
