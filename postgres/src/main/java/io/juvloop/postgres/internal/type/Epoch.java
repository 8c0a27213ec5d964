package io.juvloop.postgres.internal.type;

/// PostgreSQL's time scale: microseconds and days since the start of 2000, proleptic Gregorian as the JDK's.
///
/// Java's nanoseconds are rounded to the nearest microsecond, as the server does with a literal. Any thread.
final class Epoch {
    /// 2000-01-01 in days since 1970-01-01.
    static final int DAYS = 10_957;

    /// 2000-01-01 in seconds since 1970-01-01.
    static final long SECONDS = 946_684_800;

    static final long MICROS_A_SECOND = 1_000_000;
    static final int NANOS_A_MICRO = 1_000;

    /// 24:00 in microseconds, the largest `time`.
    static final long MICROS_A_DAY = 86_400 * MICROS_A_SECOND;

    /// The `timestamp` that stands for infinity.
    static final long INFINITY = Long.MAX_VALUE;

    /// The `timestamp` that stands for minus infinity.
    static final long MINUS_INFINITY = Long.MIN_VALUE;

    private Epoch() {}

    /// Microseconds since the start of 2000.
    static long micros(long epochSecond, int nano) {
        try {
            long micros =
                    Math.addExact(Math.multiplyExact(Math.subtractExact(epochSecond, SECONDS), MICROS_A_SECOND), (long)
                            roundedMicros(nano));
            if (micros == INFINITY || micros == MINUS_INFINITY) {
                throw Misfit.range();
            }
            return micros;
        } catch (ArithmeticException overflow) {
            throw Misfit.range(overflow);
        }
    }

    static int roundedMicros(int nano) {
        return (nano + NANOS_A_MICRO / 2) / NANOS_A_MICRO;
    }

    static long epochSecond(long micros) {
        return Math.floorDiv(micros, MICROS_A_SECOND) + SECONDS;
    }

    static int nano(long micros) {
        return (int) Math.floorMod(micros, MICROS_A_SECOND) * NANOS_A_MICRO;
    }
}
