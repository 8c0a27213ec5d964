package io.juvloop.postgres.types;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;

/// An `interval`: months, days and microseconds, which PostgreSQL keeps apart because neither a month nor a day
/// has a fixed length.
///
/// The three may have different signs. Any thread.
///
/// @param months whole months; a year is twelve
/// @param days whole days; a week is seven
/// @param micros microseconds; an hour is 3,600,000,000, and more than a day of them stays here
public record Interval(int months, int days, long micros) {
    /// `infinity`, of servers from 17 on.
    public static final Interval INFINITY = new Interval(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

    /// `-infinity`, of servers from 17 on.
    public static final Interval NEGATIVE_INFINITY = new Interval(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);

    /// No time at all.
    public static final Interval ZERO = new Interval(0, 0, 0);

    private static final long MICROS_A_SECOND = 1_000_000;
    private static final int MICRO_DIGITS = 6;
    private static final int NANOS_A_MICRO = 1_000;
    private static final int MONTHS_A_YEAR = 12;

    /// The interval of a period; its years become months.
    ///
    /// @param period years, months and days
    /// @return an interval without microseconds
    /// @throws ArithmeticException if the months do not fit
    @SuppressWarnings("JavaPeriodGetDays") // the months are not forgotten
    public static Interval of(Period period) {
        return new Interval(Math.toIntExact(period.toTotalMonths()), period.getDays(), 0);
    }

    /// The interval of a duration, in microseconds only; halves of one are rounded up.
    ///
    /// @param duration an exact length of time
    /// @return an interval without months and days
    /// @throws ArithmeticException if the microseconds do not fit
    public static Interval of(Duration duration) {
        int rounded = (duration.getNano() + NANOS_A_MICRO / 2) / NANOS_A_MICRO;
        return new Interval(
                0, 0, Math.addExact(Math.multiplyExact(duration.getSeconds(), MICROS_A_SECOND), (long) rounded));
    }

    /// Whether it is one of the two infinities.
    ///
    /// @return whether it is
    public boolean isInfinite() {
        return equals(INFINITY) || equals(NEGATIVE_INFINITY);
    }

    /// The months and days, with whole years made of months.
    ///
    /// @return years, months and days
    /// @throws ArithmeticException if there are microseconds, or it is infinite
    public Period toPeriod() {
        if (micros != 0 || isInfinite()) {
            throw new ArithmeticException("the interval " + this + " is not of months and days only");
        }
        return Period.of(months / MONTHS_A_YEAR, months % MONTHS_A_YEAR, days);
    }

    /// The microseconds.
    ///
    /// @return an exact length of time
    /// @throws ArithmeticException if there are months or days, whose length is not fixed, or it is infinite
    public Duration toDuration() {
        if (months != 0 || days != 0) {
            throw new ArithmeticException("the interval " + this + " is not of microseconds only");
        }
        return Duration.ofSeconds(
                Math.floorDiv(micros, MICROS_A_SECOND), Math.floorMod(micros, MICROS_A_SECOND) * NANOS_A_MICRO);
    }

    /// The form of ISO 8601 that PostgreSQL reads, or `infinity`.
    @Override
    public String toString() {
        if (isInfinite()) {
            return months > 0 ? "infinity" : "-infinity";
        }
        StringBuilder text = new StringBuilder("P");
        if (months != 0) {
            text.append(months).append('M');
        }
        if (days != 0) {
            text.append(days).append('D');
        }
        if (micros != 0 || text.length() == 1) {
            BigDecimal seconds = BigDecimal.valueOf(micros, MICRO_DIGITS).stripTrailingZeros();
            text.append('T').append(seconds.toPlainString()).append('S');
        }
        return text.toString();
    }
}
