package io.juvloop.postgres.internal.session;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.TimerHandle;
import io.juvloop.postgres.internal.base.Deadline;
import io.juvloop.postgres.internal.base.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Closes a connection: no more operations are taken, those that were started are waited for, then the server gets
/// Terminate, and its end of the connection is waited for.
///
/// All of that has a limit, after which the connection is aborted; of several limits the earliest counts.
///
/// Loop thread only. One a session.
final class Closing {
    private static final Duration USUAL = Duration.ofSeconds(10);

    private final Session session;
    private final EventLoop loop;
    private final List<LoopFuture<@Nullable Void>> waiting = new ArrayList<>(0);
    private @Nullable TimerHandle timer;
    private boolean hasBegun;

    /// Makes one that has not begun.
    ///
    /// @param session of the connection
    Closing(Session session) {
        this.session = session;
        loop = session.loop();
    }

    /// Closes with the usual limit.
    ///
    /// @return done when the connection has ended
    LoopFuture<@Nullable Void> close() {
        return close(USUAL);
    }

    /// Closes.
    ///
    /// @param limit how long it may take; zero or less aborts
    /// @return done when the connection has ended
    LoopFuture<@Nullable Void> close(Duration limit) {
        session.requireLoopThread();
        if (session.isLost()) {
            return Outcomes.done(loop);
        }
        LoopFuture<@Nullable Void> closed = loop.createFuture();
        waiting.add(closed);
        session.refuseMore();
        if (limit.isPositive()) {
            arm(limit);
            begin();
        } else {
            session.abort(null);
        }
        return closed;
    }

    private void arm(Duration limit) {
        long deadline = Deadline.after(loop.time(), limit);
        if (timer == null) {
            timer = loop.callAt(deadline, () -> session.abort(null));
        } else if (deadline < timer.when()) {
            timer.cancel();
            timer = loop.callAt(deadline, () -> session.abort(null));
        }
    }

    private void begin() {
        if (!hasBegun) {
            hasBegun = true;
            session.leaveOwn();
            session.pipelining().add(new TerminateOperation(session));
            session.pump();
        }
    }

    /// The connection has ended.
    void ended() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        for (LoopFuture<@Nullable Void> closed : waiting) {
            closed.complete(null);
        }
        waiting.clear();
    }
}
