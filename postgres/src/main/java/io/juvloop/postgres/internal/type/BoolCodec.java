package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;

/// `bool`: one byte, 0 or 1.
///
/// Any thread.
final class BoolCodec extends TypeCodec<Boolean> {
    BoolCodec() {
        super(Boolean.class, BOOL);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof Boolean truth)) {
            throw Misfit.argument(value, "Boolean");
        }
        out.putByte(truth ? 1 : 0);
    }

    @Override
    public Boolean decode(byte[] block, int offset, int length) {
        return decodeBoolean(block, offset, length);
    }

    @Override
    public boolean decodeBoolean(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Byte.BYTES);
        return block[offset] != 0;
    }
}
