package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.util.UUID;

/// `uuid`: 16 bytes.
///
/// Any thread.
final class UuidCodec extends TypeCodec<UUID> {
    UuidCodec() {
        super(UUID.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof UUID uuid)) {
            throw Misfit.argument(value, "UUID");
        }
        out.putLong(uuid.getMostSignificantBits());
        out.putLong(uuid.getLeastSignificantBits());
    }

    @Override
    public UUID decode(byte[] block, int offset, int length) {
        Bytes.requireLength(length, 2 * Long.BYTES);
        return new UUID(Bytes.getLong(block, offset), Bytes.getLong(block, offset + Long.BYTES));
    }
}
