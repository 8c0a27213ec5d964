package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/// `timestamp`: a date and a time without a zone. The infinities are [LocalDateTime#MAX] and [LocalDateTime#MIN].
///
/// Classes with a zone are refused, because each choice of a zone would be wrong for somebody. Any thread.
final class TimestampCodec extends TypeCodec<LocalDateTime> {
    TimestampCodec() {
        super(LocalDateTime.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof LocalDateTime time)) {
            throw Misfit.argument(value, "LocalDateTime");
        }
        out.putLong(micros(time));
    }

    private static long micros(LocalDateTime time) {
        if (time.equals(LocalDateTime.MAX)) {
            return Epoch.INFINITY;
        } else if (time.equals(LocalDateTime.MIN)) {
            return Epoch.MINUS_INFINITY;
        }
        return Epoch.micros(time.toEpochSecond(ZoneOffset.UTC), time.get(ChronoField.NANO_OF_SECOND));
    }

    @Override
    public LocalDateTime decode(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Long.BYTES);
        long micros = Bytes.getLong(block, offset);
        if (micros == Epoch.INFINITY) {
            return LocalDateTime.MAX;
        } else if (micros == Epoch.MINUS_INFINITY) {
            return LocalDateTime.MIN;
        }
        return LocalDateTime.ofEpochSecond(Epoch.epochSecond(micros), Epoch.nano(micros), ZoneOffset.UTC);
    }
}
