package io.juvloop.postgres.internal.pool;

import io.juvloop.LoopFuture;
import io.juvloop.postgres.Queries;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.internal.queries.ForwardedQueries;
import io.juvloop.postgres.internal.statement.Commands;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The statements of a pool, each on any free connection.
///
/// Loop thread only. Lifetime: that of the pool.
abstract class PooledQueries extends ForwardedQueries {
    private final Lending lending;
    private final Limits limits;

    PooledQueries(Lending lending, Limits limits) {
        this.lending = lending;
        this.limits = limits;
    }

    final Lending lending() {
        return lending;
    }

    final Limits limits() {
        return limits;
    }

    @Override
    protected final <T extends @Nullable Object> LoopFuture<T> forward(
            @Nullable String sql, Function<Queries, LoopFuture<T>> call) {
        lending.requireThread();
        boolean shareable = lending.options().pipelining() > 0 && sql != null && Commands.isQuery(sql);
        OneShot<T> request = new OneShot<>(lending, limits, shareable, call);
        lending.ask(request, limits.ofWait(lending.options().acquireTimeout().orElse(null)));
        return request;
    }

    @Override
    public final RowStream stream(String sql, @Nullable Object... args) {
        lending.requireThread();
        return new PooledStream(lending, limits, sql, args);
    }
}
