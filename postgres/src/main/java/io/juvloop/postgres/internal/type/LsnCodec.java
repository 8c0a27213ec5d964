package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.Lsn;

/// `pg_lsn`: a number of 64 bits.
///
/// Any thread.
final class LsnCodec extends TypeCodec<Lsn> {
    LsnCodec() {
        super(Lsn.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof Lsn lsn)) {
            throw Misfit.argument(value, "Lsn");
        }
        out.putLong(lsn.value());
    }

    @Override
    public Lsn decode(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Long.BYTES);
        return new Lsn(Bytes.getLong(block, offset));
    }
}
