package io.juvloop.postgres.internal.pool;

import io.juvloop.postgres.PgConnection;

/// Someone who asks for a connection of its own.
///
/// Loop thread only. Lifetime: until it is done.
final class Acquisition extends PoolRequest<PgConnection> {
    private final Limits limits;

    /// @param limits of each operation on the connection
    Acquisition(Lending lending, Limits limits) {
        super(lending);
        this.limits = limits;
    }

    @Override
    boolean isShareable() {
        return false;
    }

    @Override
    void granted(Member member) {
        PoolLease lease = new PoolLease(lending(), member);
        PgConnection view = limits.ofEach(member.view(lease));
        if (!complete(view)) {
            var _ = lease.releaseAsync();
        }
    }

    @Override
    protected String description() {
        return "an acquisition of a connection";
    }
}
