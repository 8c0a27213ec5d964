package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;

/// Unsigned numbers of 32 bits: `oid`, the `reg` types, `xid`, `cid`.
///
/// Any thread.
final class UnsignedCodec extends IntegralCodec<Long> {
    private static final long LARGEST = 0xffff_ffffL;

    UnsignedCodec() {
        super(Long.class, OTHER, 0, LARGEST);
    }

    @Override
    long read(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Integer.BYTES);
        return Integer.toUnsignedLong(Bytes.getInt(block, offset));
    }

    @Override
    void put(long number, OutBuffer out) {
        out.putInt((int) number);
    }

    @Override
    public Long decode(byte[] block, int offset, int length) {
        return read(block, offset, length);
    }
}
