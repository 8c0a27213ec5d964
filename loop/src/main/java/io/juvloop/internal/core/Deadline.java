package io.juvloop.internal.core;

import java.time.Duration;

/// When a time from now is over, on the scale of [io.juvloop.EventLoop#time], and what is too long for that scale.
///
/// Any thread. Stateless.
public final class Deadline {
    /// For as long as it takes.
    public static final long NEVER = Long.MAX_VALUE;

    private Deadline() {}

    /// The end of a time that begins now, by the clock of the loops on libuv.
    ///
    /// @param delay zero and less are over at once; what is too long for the clock is [#NEVER]
    /// @return nanoseconds
    public static long after(Duration delay) {
        return after(Timers.now(), delay);
    }

    /// The end of a time.
    ///
    /// @param begin in nanoseconds, not negative
    /// @param delay zero and less are over at once; what is too long for the clock is [#NEVER]
    /// @return nanoseconds
    public static long after(long begin, Duration delay) {
        long nanos = nanos(delay);
        long when = begin + nanos;
        return nanos > 0 && when < begin ? NEVER : when;
    }

    /// The length of a duration; what is too long for the clock takes for ever.
    public static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return duration.isNegative() ? 0 : NEVER;
        }
    }
}
