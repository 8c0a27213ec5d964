package io.juvloop.streams;

import io.juvloop.EventLoop;
import io.juvloop.internal.Waiter;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// Until when a call waits, on the scale of [EventLoop#time].
///
/// Any thread. Stateless.
final class Deadline {
    static final long NEVER = Long.MAX_VALUE;

    private Deadline() {}

    /// The end of a time-out that begins now; what is too long for the clock is never.
    static long after(EventLoop loop, Duration timeout) {
        long now = loop.time();
        if (timeout.isNegative()) {
            return now;
        }
        try {
            return Math.addExact(now, timeout.toNanos());
        } catch (ArithmeticException tooLong) {
            return NEVER;
        }
    }

    /// Waits, at most until a deadline.
    ///
    /// @param what the call that waits, for the message
    static void await(Waiter wait, long deadline, String what) throws SocketTimeoutException {
        if (deadline == NEVER) {
            wait.await();
        } else if (!wait.awaitUntil(deadline)) {
            throw new SocketTimeoutException(what + " timed out");
        }
    }
}
