package io.juvloop.postgres.internal.pool;

import io.juvloop.EventLoop;
import io.juvloop.TimerHandle;
import io.juvloop.postgres.internal.base.Deadline;
import org.jspecify.annotations.Nullable;

/// Closes connections that were idle for too long, or have become too old while they were.
///
/// One timer for all, set for the next that is due. A pool keeps its least size; what is too old is replaced.
///
/// Loop thread only. Lifetime: that of the pool.
final class Idle {
    private final Lending lending;
    private final EventLoop loop;
    private final long maxIdle;
    private @Nullable TimerHandle timer;

    Idle(Lending lending) {
        this.lending = lending;
        loop = lending.loop();
        maxIdle = lending.options().maxIdle().map(Deadline::nanos).orElse(Deadline.NEVER);
    }

    /// A connection has become idle.
    void arm() {
        if (timer == null && !lending.ending().isClosed()) {
            long next = nextDue();
            if (next != Deadline.NEVER) {
                timer = loop.callAt(next, this::expire);
            }
        }
    }

    private long nextDue() {
        boolean spare = lending.members().size() > lending.options().minSize();
        boolean ages = lending.options().maxLifetime().isPresent();
        long next = Deadline.NEVER;
        for (Member member : lending.members().idleOnes()) {
            if (spare) {
                next = Math.min(next, Deadline.after(member.idleSince(), maxIdle));
            }
            if (ages) {
                next = Math.min(next, member.endsAt());
            }
        }
        return next;
    }

    private void expire() {
        timer = null;
        long now = loop.time();
        int size = lending.members().size() - lending.members().count(Member.State.CLOSED);
        for (Member member : lending.members().idleOnes()) {
            boolean idle = now - member.idleSince() >= maxIdle
                    && size > lending.options().minSize();
            if (idle || now - member.endsAt() >= 0) {
                size--;
                lending.close(member);
            }
        }
        arm();
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
