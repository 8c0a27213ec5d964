package io.juvloop.internal.core;

import io.juvloop.EventLoop;
import io.juvloop.spi.RunningLoop;
import java.time.Duration;

/// Computes deadlines on the scale of [io.juvloop.EventLoop#time], and saturates delays that are too long for
/// it.
///
/// Any thread. Stateless.
public final class Deadline {
    /// The deadline that never passes.
    public static final long NEVER = Long.MAX_VALUE;

    private Deadline() {}

    /// The deadline after a delay from now, by the clock of the loops on libuv.
    ///
    /// @param delay zero or less is due at once; a delay too long for the clock gives [#NEVER]
    /// @return nanoseconds
    public static long after(Duration delay) {
        EventLoop here = RunningLoop.get();
        return after(here == null ? Timers.now() : here.time(), delay);
    }

    /// The deadline after a delay from a given time.
    ///
    /// @param begin in nanoseconds, not negative
    /// @param delay zero or less is due at once; a delay too long for the clock gives [#NEVER]
    /// @return nanoseconds
    public static long after(long begin, Duration delay) {
        long nanos = nanos(delay);
        long when = begin + nanos;
        return nanos > 0 && when < begin ? NEVER : when;
    }

    /// The length of a duration in nanoseconds; a duration too long for the clock never ends.
    public static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return duration.isNegative() ? 0 : NEVER;
        }
    }
}
