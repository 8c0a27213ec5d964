package io.juvloop.internal.core;

import java.time.Duration;

/// Until when a call may wait, on the scale of [io.juvloop.EventLoop#time].
///
/// Any thread. Stateless.
public final class Deadline {
    /// For as long as it takes.
    public static final long NEVER = Long.MAX_VALUE;

    private Deadline() {}

    /// The end of a time that begins now.
    ///
    /// @param timeout zero and less are over at once; what is too long for the clock is [#NEVER]
    /// @return nanoseconds
    public static long after(Duration timeout) {
        return Timers.deadline(timeout);
    }
}
