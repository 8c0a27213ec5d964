package io.juvloop.postgres.internal.session;

import io.juvloop.EventLoop;
import io.juvloop.TimerHandle;
import io.juvloop.postgres.internal.base.Deadline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks a server that has been silent for some time whether it is there, for a connection that listens: TCP says
/// nothing of a network that has dropped it.
///
/// Nothing is asked while something runs. A question without an answer in the same time is cancelled as every
/// statement, which ends in aborting the connection.
///
/// Loop thread only. One a session that wants it; it ends with the session.
final class Heartbeat {
    private final Session session;
    private final EventLoop loop;
    private final Duration interval;
    private @Nullable TimerHandle timer;
    private boolean isHeard = true;

    /// Begins to watch.
    ///
    /// @param session of the connection
    /// @param interval how long a silence may be
    Heartbeat(Session session, Duration interval) {
        this.session = session;
        this.interval = interval;
        loop = session.loop();
        again();
    }

    private void again() {
        timer = loop.callLater(interval, this::beat);
    }

    /// Something was received.
    void heard() {
        isHeard = true;
    }

    private void beat() {
        again();
        if (!isHeard && session.isQuiet() && !session.isClosed()) {
            ask();
        }
        isHeard = false;
    }

    private void ask() {
        ScriptOperation<@Nullable Void> question = ScriptOperation.silent(session, "");
        question.limit = interval;
        question.deadline = Deadline.after(loop.time(), interval);
        var _ = question.exceptionally(unanswered -> null); // the connection is ended then
        session.startUrgent(question);
        session.deadlines.started(question);
    }

    /// Watches no more.
    void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
