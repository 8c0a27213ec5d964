package io.juvloop.postgres.internal.pool;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.TimerHandle;
import io.juvloop.postgres.ConnectionHook;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.internal.base.Backoff;
import io.juvloop.postgres.internal.base.Deadline;
import io.juvloop.postgres.internal.base.Log;
import io.juvloop.postgres.internal.base.Outcomes;
import io.juvloop.postgres.internal.session.SessionConnection;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Opens the connections of a pool: as many as users wait for, up to the limit, and as many as it keeps.
///
/// A failure to open one is a failure of the user who has waited longest. If no user waits, it is repeated after
/// growing pauses.
///
/// Loop thread only. Lifetime: that of the pool.
final class Opening {
    private static final int JITTER = 10;

    private final Lending lending;
    private final EventLoop loop;
    private final PoolOptions options;
    private final Connector connector;
    private final @Nullable ConnectionHook init;
    private final Backoff backoff = new Backoff();
    private @Nullable TimerHandle retry;
    private int count;
    private int generation;
    private boolean growing;

    Opening(Lending lending, Connector connector) {
        this.lending = lending;
        this.connector = connector;
        loop = lending.loop();
        options = lending.options();
        init = options.init().orElse(null);
    }

    /// How many are being opened.
    int count() {
        return count;
    }

    int generation() {
        return generation;
    }

    /// All that were opened before are outdated.
    void nextGeneration() {
        generation++;
    }

    // --- How many

    /// Opens as many as users wait for.
    void grow() {
        if (growing) {
            return; // an attempt that fails at once comes here again, and the first call goes on
        }
        growing = true;
        try {
            while (count < lending.waiting().size() && hasRoom()) {
                openForUser();
            }
        } finally {
            growing = false;
        }
    }

    /// Opens one more, because statements share those that are there.
    void growForSharing() {
        if (count == 0 && hasRoom()) {
            openForUser();
        }
    }

    private boolean hasRoom() {
        return !lending.ending().isClosed() && lending.members().size() + count < options.maxSize();
    }

    /// Opens as many as the pool keeps.
    void keepMinimum() {
        while (retry == null && isBelowMinimum()) {
            openForUser();
        }
    }

    private boolean isBelowMinimum() {
        return !lending.ending().isClosed() && lending.members().size() + count < options.minSize();
    }

    private void openForUser() {
        var _ = open().whenComplete((member, failure) -> {
            if (failure == null) {
                backoff.reset();
                lending.free(member);
            } else {
                failed(Outcomes.unwrapped(failure));
            }
        });
    }

    private void failed(Throwable failure) {
        PoolRequest<?> first = lending.waiting().poll();
        if (first != null) {
            lending.refuse(first, failure);
        } else if (retry == null && isBelowMinimum()) {
            Log.warn("a pool could not open a connection, and tries it again: " + failure.getMessage());
            retry = loop.callLater(backoff.next(), this::again);
        }
        grow();
        lending.ending().check();
    }

    private void again() {
        retry = null;
        keepMinimum();
    }

    void stop() {
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
    }

    // --- One

    /// Opens a connection, which belongs to no user yet.
    LoopFuture<Member> open() {
        count++;
        int current = generation;
        LoopFuture<Member> opened = loop.createFuture();
        CompletionStage<PgConnection> connecting;
        try {
            connecting = connector.connect();
        } catch (RuntimeException refused) {
            connecting = Outcomes.failed(loop, refused);
        }
        var _ = connecting.whenComplete((connection, failure) -> {
            if (failure != null) {
                notOpened(opened, failure);
            } else if (connection instanceof SessionConnection own) {
                connected(opened, new Member(own, lifetime(), current));
            } else {
                notOpened(opened, new IllegalArgumentException("not a connection of this driver: " + connection));
            }
        });
        return opened;
    }

    private long lifetime() {
        Duration limit = options.maxLifetime().orElse(null);
        if (limit == null) {
            return Deadline.NEVER;
        }
        long nanos = Deadline.nanos(limit);
        long spread = nanos / JITTER;
        long early = spread == 0 ? 0 : ThreadLocalRandom.current().nextLong(spread);
        return Deadline.after(loop.time(), nanos - early);
    }

    private void connected(LoopFuture<Member> opened, Member member) {
        if (lending.ending().isClosed()) {
            member.own().terminate();
            notOpened(opened, new IllegalStateException("the pool is closed"));
        } else if (init == null) {
            ready(opened, member);
        } else {
            var _ = HookLease.run(loop, "pool-init", init, member).whenComplete((nothing, failure) -> {
                if (failure == null) {
                    ready(opened, member);
                } else {
                    member.own().terminate();
                    notOpened(opened, failure);
                }
            });
        }
    }

    private void ready(LoopFuture<Member> opened, Member member) {
        count--;
        member.session().clearTouched(); // what init has done belongs to the connection
        lending.figures().opened++;
        lending.members().add(member);
        member.own().addCloseListener((_, _) -> lending.ended(member));
        opened.complete(member);
    }

    private void notOpened(LoopFuture<Member> opened, Throwable failure) {
        count--;
        opened.completeExceptionally(Outcomes.unwrapped(failure));
    }
}
