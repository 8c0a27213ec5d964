package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/// `timestamptz`: a moment. The server keeps no zone, so classes with one are given in UTC.
///
/// The infinities are the MAX and MIN of [Instant] and [OffsetDateTime], and those of [LocalDateTime] in UTC as
/// [ZonedDateTime]. A class without a zone is refused. Any thread.
final class TimestampTzCodec extends TypeCodec<Instant> {
    private static final ZonedDateTime LAST = LocalDateTime.MAX.atZone(ZoneOffset.UTC);
    private static final ZonedDateTime FIRST = LocalDateTime.MIN.atZone(ZoneOffset.UTC);

    TimestampTzCodec() {
        super(Instant.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        out.putLong(
                switch (value) {
                    case Instant instant -> micros(instant, Instant.MIN, Instant.MAX, instant);
                    case OffsetDateTime time -> micros(time, OffsetDateTime.MIN, OffsetDateTime.MAX, time.toInstant());
                    case ZonedDateTime time -> micros(time, FIRST, LAST, time.toInstant());
                    default -> throw Misfit.argument(value, "Instant, OffsetDateTime, ZonedDateTime");
                });
    }

    private static long micros(Object value, Object first, Object last, Instant instant) {
        if (value.equals(last)) {
            return Epoch.INFINITY;
        } else if (value.equals(first)) {
            return Epoch.MINUS_INFINITY;
        }
        return Epoch.micros(instant.getEpochSecond(), instant.getNano());
    }

    @Override
    public Instant decode(byte[] block, int offset, int length) {
        long micros = micros(block, offset, length);
        if (micros == Epoch.INFINITY) {
            return Instant.MAX;
        } else if (micros == Epoch.MINUS_INFINITY) {
            return Instant.MIN;
        }
        return Instant.ofEpochSecond(Epoch.epochSecond(micros), Epoch.nano(micros));
    }

    private static long micros(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Long.BYTES);
        return Bytes.getLong(block, offset);
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        Class<?> raw = Classes.raw(wanted);
        if (raw == OffsetDateTime.class) {
            return this::offsetDateTime;
        } else if (raw == ZonedDateTime.class) {
            return this::zonedDateTime;
        }
        return super.decoder(wanted);
    }

    private OffsetDateTime offsetDateTime(byte[] block, int offset, int length) {
        long micros = micros(block, offset, length);
        if (micros == Epoch.INFINITY) {
            return OffsetDateTime.MAX;
        } else if (micros == Epoch.MINUS_INFINITY) {
            return OffsetDateTime.MIN;
        }
        return decode(block, offset, length).atOffset(ZoneOffset.UTC);
    }

    private ZonedDateTime zonedDateTime(byte[] block, int offset, int length) {
        long micros = micros(block, offset, length);
        if (micros == Epoch.INFINITY) {
            return LAST;
        } else if (micros == Epoch.MINUS_INFINITY) {
            return FIRST;
        }
        return decode(block, offset, length).atZone(ZoneOffset.UTC);
    }
}
