package io.juvloop.streams;

import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.Waiter;
import java.net.SocketTimeoutException;

/// Waits whose time-out is thrown as a socket's.
///
/// Inside a task. Stateless.
final class TimedWait {
    private TimedWait() {}

    /// Waits until a [Deadline] at the latest.
    ///
    /// @param call the waiting call, for the message
    static void await(Waiter wait, long deadline, String call) throws SocketTimeoutException {
        if (deadline == Deadline.NEVER) {
            wait.await();
            return;
        }
        wait.limited();
        if (!wait.awaitUntil(deadline)) {
            throw new SocketTimeoutException(call + " timed out");
        }
    }
}
