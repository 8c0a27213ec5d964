package io.juvloop.postgres.internal.session;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.postgres.internal.base.Outcomes;
import io.juvloop.postgres.internal.wire.OutBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How an operation writes much, in a task: while the connection takes no more, the task waits, and now and then it
/// gives way to the loop, so that an error of the server is heard before all is sent.
///
/// Loop thread only. One an operation.
final class Outflow {
    private static final long GIVE_WAY = 1 << 18;

    private final Session session;
    private long sinceGivingWay;
    private @Nullable LoopFuture<@Nullable Void> waiting;

    Outflow(Session session) {
        this.session = session;
    }

    /// Sends messages, behind what the session has encoded.
    ///
    /// @param messages whole ones; emptied
    @Suspends
    void send(OutBuffer messages) {
        sinceGivingWay += messages.position();
        session.flush();
        messages.drainTo(session.transport()::write);
        if (!session.isWritable()) {
            sinceGivingWay = 0;
            Async.await(whenWritable());
        } else if (sinceGivingWay >= GIVE_WAY) {
            sinceGivingWay = 0;
            Async.sleep(Duration.ZERO);
        }
    }

    /// Sends messages, behind what the session has encoded, and does not wait.
    ///
    /// @param messages whole ones; emptied
    void sendAtOnce(OutBuffer messages) {
        session.flush();
        messages.drainTo(session.transport()::write);
    }

    /// Done when the connection takes more. For one at a time.
    LoopFuture<@Nullable Void> writable() {
        return session.isWritable() ? Outcomes.done(session.loop()) : whenWritable();
    }

    private LoopFuture<@Nullable Void> whenWritable() {
        LoopFuture<@Nullable Void> writable = session.loop().createFuture();
        waiting = writable;
        session.whenWritable(this::wake);
        return writable;
    }

    /// Lets the task go on, which is to look whether the operation has ended.
    void wake() {
        LoopFuture<@Nullable Void> writable = waiting;
        if (writable != null) {
            waiting = null;
            writable.complete(null);
        }
    }
}
