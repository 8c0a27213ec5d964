package io.juvloop.postgres.internal.session;

import io.juvloop.EventLoop;
import io.juvloop.TimerHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The time limits of the operations of a connection, by one timer.
///
/// The timer is armed for the earliest deadline, and looks at all operations when it fires. An operation that is
/// done leaves it as it is. So with the same limit for each operation a query costs no timer, and no more than one
/// timer runs for a connection.
///
/// Loop thread only. One a session; it ends with it.
final class Deadlines {
    private final EventLoop loop;
    private final Session session;
    private @Nullable TimerHandle timer;
    private long armedFor = Operation.NEVER;

    /// Makes one that watches nothing yet.
    ///
    /// @param session whose operations it watches
    Deadlines(Session session) {
        this.session = session;
        loop = session.loop();
    }

    /// Watches an operation that was started.
    ///
    /// @param operation one with a deadline
    void started(Operation<?> operation) {
        watch(operation.deadline);
    }

    /// Looks at all operations at a deadline.
    ///
    /// @param deadline of one of them, on the scale of [EventLoop#time]
    void watch(long deadline) {
        if (deadline < armedFor) { // and not after the end
            if (timer != null) {
                timer.cancel();
            }
            armedFor = deadline;
            timer = loop.callAt(deadline, this::look);
        }
    }

    private void look() {
        timer = null;
        armedFor = Operation.NEVER;
        long now = loop.time();
        long earliest = Operation.NEVER;
        List<Operation<?>> late = new ArrayList<>();
        for (Operation<?> operation : session.pipelining().all()) {
            if (operation.isDone()) {
                continue; // given up before; the server still runs it
            }
            if (operation.deadline <= now) {
                late.add(operation);
            } else {
                earliest = Math.min(earliest, operation.deadline);
            }
        }
        late.forEach(Operation::expire);
        watch(earliest);
    }

    /// Watches nothing any more.
    void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        armedFor = Long.MIN_VALUE;
    }
}
