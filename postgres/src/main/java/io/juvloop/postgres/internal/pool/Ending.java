package io.juvloop.postgres.internal.pool;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.TimerHandle;
import io.juvloop.postgres.internal.base.Log;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The end of a pool.
///
/// Loop thread only. Lifetime: that of the pool.
final class Ending {
    /// After which time a close that waits for users says so.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Lending lending;
    private final EventLoop loop;
    private @Nullable LoopFuture<@Nullable Void> ended;
    private @Nullable TimerHandle timer;
    private Runnable atBegin = () -> {};

    Ending(Lending lending) {
        this.lending = lending;
        loop = lending.loop();
    }

    boolean isClosed() {
        return ended != null;
    }

    void requireOpen() {
        if (ended != null) {
            throw new IllegalStateException("the pool is closed");
        }
    }

    /// Sets what the beginning of the end does.
    void whenBegun(Runnable action) {
        atBegin = action;
    }

    /// Takes no more users, and closes the connections that no user has.
    ///
    /// @return done when all connections have ended
    LoopFuture<@Nullable Void> begin() {
        LoopFuture<@Nullable Void> end = ended;
        if (end == null) {
            end = loop.createFuture();
            ended = end;
            atBegin.run();
            lending.stopTimers();
            for (PoolRequest<?> request : lending.waiting().takeAll()) {
                lending.refuse(request, new IllegalStateException("the pool was closed"));
            }
            if (!loop.isClosed()) {
                lending.members().idleOnes().forEach(lending::close);
            }
            check();
            if (!end.isDone() && !loop.isClosed()) {
                timer = loop.callLater(PATIENCE, this::warn);
            }
        }
        return end;
    }

    /// Ends all connections, also those that are lent.
    void terminate() {
        var _ = begin();
        for (Member member : lending.members().all()) {
            member.own().terminate();
        }
        check();
    }

    private void warn() {
        Log.warn("a pool has been closing for a minute, and waits for connections to come back: " + lending.holders());
        timer = loop.callLater(PATIENCE, this::warn);
    }

    /// A connection has ended, or was not opened.
    void check() {
        if (ended != null && lending.members().size() == 0 && lending.opening().count() == 0) {
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
            ended.complete(null);
        }
    }
}
