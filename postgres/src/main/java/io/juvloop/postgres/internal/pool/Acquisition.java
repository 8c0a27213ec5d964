package io.juvloop.postgres.internal.pool;

import io.juvloop.postgres.PgConnection;

/// Someone who asks for a connection of its own.
///
/// Loop thread only. Lifetime: until it is done.
final class Acquisition extends PoolRequest<PgConnection> {
    Acquisition(Lending lending) {
        super(lending);
    }

    @Override
    boolean isShareable() {
        return false;
    }

    @Override
    void granted(Member member) {
        PoolLease lease = new PoolLease(lending(), member);
        PgConnection view = member.view(lease);
        if (!complete(view)) {
            var _ = lease.releaseAsync();
        }
    }

    @Override
    protected String description() {
        return "an acquisition of a connection";
    }
}
