package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.Interval;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Period;

/// `interval`: microseconds, days and months.
///
/// Any thread.
final class IntervalCodec extends TypeCodec<Interval> {
    private static final int DAYS = Long.BYTES;
    private static final int MONTHS = DAYS + Integer.BYTES;
    private static final int LENGTH = MONTHS + Integer.BYTES;

    IntervalCodec() {
        super(Interval.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        Interval interval = interval(value);
        out.putLong(interval.micros());
        out.putInt(interval.days());
        out.putInt(interval.months());
    }

    private static Interval interval(Object value) {
        try {
            return switch (value) {
                case Interval interval -> interval;
                case Duration duration -> Interval.of(duration);
                case Period period -> Interval.of(period);
                default -> throw Misfit.argument(value, "Interval, Duration, Period");
            };
        } catch (ArithmeticException overflow) {
            throw Misfit.range(overflow);
        }
    }

    @Override
    public Interval decode(byte[] block, int offset, int length) {
        Bytes.requireLength(length, LENGTH);
        return new Interval(
                Bytes.getInt(block, offset + MONTHS), Bytes.getInt(block, offset + DAYS), Bytes.getLong(block, offset));
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        Class<?> raw = Classes.raw(wanted);
        if (raw == Duration.class) {
            return (block, offset, length) -> decode(block, offset, length).toDuration();
        } else if (raw == Period.class) {
            return (block, offset, length) -> decode(block, offset, length).toPeriod();
        }
        return super.decoder(wanted);
    }
}
