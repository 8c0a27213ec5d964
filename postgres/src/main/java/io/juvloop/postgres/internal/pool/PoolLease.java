package io.juvloop.postgres.internal.pool;

import io.juvloop.LoopFuture;
import io.juvloop.postgres.internal.base.Outcomes;
import io.juvloop.postgres.internal.session.Lease;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The time for which a user has a connection of a pool.
///
/// Loop thread only. Lifetime: from the acquisition to the release, or the loss of the connection.
final class PoolLease implements Lease {
    private final Lending lending;
    private final Member member;
    private boolean ended;

    PoolLease(Lending lending, Member member) {
        this.lending = lending;
        this.member = member;
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public LoopFuture<@Nullable Void> releaseAsync() {
        return releaseAsync(Returning.LIMIT);
    }

    @Override
    public LoopFuture<@Nullable Void> releaseAsync(Duration limit) {
        if (!ended) {
            ended = true;
            lending.takeBack(member, this, limit);
        }
        return Outcomes.done(lending.loop());
    }
}
