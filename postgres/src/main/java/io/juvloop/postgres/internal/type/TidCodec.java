package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.Tid;

/// `tid`: a block and an offset.
///
/// Any thread.
final class TidCodec extends TypeCodec<Tid> {
    TidCodec() {
        super(Tid.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof Tid tid)) {
            throw Misfit.argument(value, "Tid");
        }
        out.putInt((int) tid.block());
        out.putShort(tid.offset());
    }

    @Override
    public Tid decode(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Integer.BYTES + Short.BYTES);
        return new Tid(
                Integer.toUnsignedLong(Bytes.getInt(block, offset)),
                Short.toUnsignedInt(Bytes.getShort(block, offset + Integer.BYTES)));
    }
}
