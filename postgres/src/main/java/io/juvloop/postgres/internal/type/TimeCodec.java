package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.time.LocalTime;
import java.time.temporal.ChronoField;

/// `time`: microseconds since midnight. 24:00, which the JDK does not have, is [LocalTime#MAX].
///
/// Any thread.
final class TimeCodec extends TypeCodec<LocalTime> {
    TimeCodec() {
        super(LocalTime.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof LocalTime time)) {
            throw Misfit.argument(value, "LocalTime");
        }
        out.putLong(micros(time));
    }

    static long micros(LocalTime time) {
        return time.toSecondOfDay() * Epoch.MICROS_A_SECOND + Epoch.roundedMicros(time.get(ChronoField.NANO_OF_SECOND));
    }

    @Override
    public LocalTime decode(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Long.BYTES);
        return time(Bytes.getLong(block, offset));
    }

    static LocalTime time(long micros) {
        if (micros < 0 || micros > Epoch.MICROS_A_DAY) {
            throw Misfit.bytes("no time of a day: " + micros);
        }
        return micros == Epoch.MICROS_A_DAY ? LocalTime.MAX : LocalTime.ofNanoOfDay(micros * Epoch.NANOS_A_MICRO);
    }
}
