package io.juvloop.postgres.soak;

import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgPool;
import java.util.Random;

/// A worker that lets the pool run its statements, or takes a connection for some of them.
///
/// Loop thread only, in a task.
final class PoolWorker extends Worker {
    private final PgPool pool;
    private final boolean leases;

    PoolWorker(Soak soak, Random random, PgPool pool, boolean leases) {
        super(soak, random);
        this.pool = pool;
        this.leases = leases;
    }

    @Override
    void step() {
        if (leases && random().nextBoolean()) {
            soak().expecting(this::lease);
        } else {
            any(pool);
        }
    }

    private void lease() {
        try (PgConnection con = pool.acquire()) {
            for (int i = random().nextInt(4); i >= 0 && !con.isClosed(); i--) {
                own(con);
            }
        }
    }
}
