package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.time.LocalDate;

/// `date`: days since the start of 2000. The infinities are [LocalDate#MAX] and [LocalDate#MIN].
///
/// Any thread.
final class DateCodec extends TypeCodec<LocalDate> {
    DateCodec() {
        super(LocalDate.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof LocalDate date)) {
            throw Misfit.argument(value, "LocalDate");
        }
        out.putInt(days(date));
    }

    private static int days(LocalDate date) {
        if (date.equals(LocalDate.MAX)) {
            return Integer.MAX_VALUE;
        } else if (date.equals(LocalDate.MIN)) {
            return Integer.MIN_VALUE;
        }
        long days = date.toEpochDay() - Epoch.DAYS;
        if (days <= Integer.MIN_VALUE || days >= Integer.MAX_VALUE) {
            throw Misfit.range();
        }
        return (int) days;
    }

    @Override
    public LocalDate decode(byte[] block, int offset, int length) {
        Bytes.requireLength(length, Integer.BYTES);
        int days = Bytes.getInt(block, offset);
        return switch (days) {
            case Integer.MAX_VALUE -> LocalDate.MAX;
            case Integer.MIN_VALUE -> LocalDate.MIN;
            default -> LocalDate.ofEpochDay((long) days + Epoch.DAYS);
        };
    }
}
