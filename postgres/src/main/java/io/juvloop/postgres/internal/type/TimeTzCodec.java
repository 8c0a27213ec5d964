package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.time.OffsetTime;
import java.time.ZoneOffset;

/// `timetz`: a `time` and its offset from UTC, in seconds to the west.
///
/// Any thread.
final class TimeTzCodec extends TypeCodec<OffsetTime> {
    private static final int FARTHEST = ZoneOffset.MAX.getTotalSeconds();

    TimeTzCodec() {
        super(OffsetTime.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof OffsetTime time)) {
            throw Misfit.argument(value, "OffsetTime");
        }
        out.putLong(TimeCodec.micros(time.toLocalTime()));
        out.putInt(-time.getOffset().getTotalSeconds());
    }

    @Override
    public OffsetTime decode(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Long.BYTES + Integer.BYTES);
        int west = Bytes.getInt(block, offset + Long.BYTES);
        if (west < -FARTHEST || west > FARTHEST) {
            throw Misfit.bytes("no offset from UTC: " + west);
        }
        return TimeCodec.time(Bytes.getLong(block, offset)).atOffset(ZoneOffset.ofTotalSeconds(-west));
    }
}
