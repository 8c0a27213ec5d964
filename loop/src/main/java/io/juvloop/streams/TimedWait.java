package io.juvloop.streams;

import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.Waiter;
import java.net.SocketTimeoutException;

/// A wait whose time-out is thrown as the one of a socket.
///
/// Inside a task. Stateless.
final class TimedWait {
    private TimedWait() {}

    /// Waits, at most until a [Deadline].
    ///
    /// @param call what waits, for the message
    static void await(Waiter wait, long deadline, String call) throws SocketTimeoutException {
        if (deadline == Deadline.NEVER) {
            wait.await();
        } else if (!wait.awaitUntil(deadline)) {
            throw new SocketTimeoutException(call + " timed out");
        }
    }
}
