package io.juvloop.postgres.internal.base;

import java.time.Duration;

/// Deadlines on the clock of the loop. A limit that is too long for the clock, such as the JDK's `FOREVER`, has no end.
///
/// Any thread. Stateless.
public final class Deadline {
    /// The deadline that never comes.
    public static final long NEVER = Long.MAX_VALUE;

    private Deadline() {}

    /// When a time is over.
    ///
    /// @param now on the loop's clock, in nanoseconds
    /// @param limit from now on
    /// @return on the loop's clock, or [#NEVER]
    public static long after(long now, Duration limit) {
        return after(now, nanos(limit));
    }

    /// When a time is over.
    ///
    /// @param now on the loop's clock, in nanoseconds
    /// @param nanos from now on
    /// @return on the loop's clock, or [#NEVER]
    public static long after(long now, long nanos) {
        long when = now + nanos;
        return nanos > 0 && when < now ? NEVER : when;
    }

    /// The length of a time.
    ///
    /// @param time of any length
    /// @return nanoseconds; [Long#MAX_VALUE] or [Long#MIN_VALUE] for a time that is longer than they can say
    public static long nanos(Duration time) {
        try {
            return time.toNanos();
        } catch (ArithmeticException tooLong) {
            return time.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
