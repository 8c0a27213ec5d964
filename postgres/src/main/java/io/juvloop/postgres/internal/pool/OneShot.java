package io.juvloop.postgres.internal.pool;

import io.juvloop.LoopFuture;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Queries;
import io.juvloop.postgres.internal.base.Outcomes;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A statement on any free connection of a pool: it waits for one, runs, and gives it back before its result is
/// seen.
///
/// Loop thread only. Lifetime: until it is done.
///
/// @param <T> the type of the result
final class OneShot<T extends @Nullable Object> extends PoolRequest<T> {
    private final Limits limits;
    private final boolean shareable;
    private final Function<Queries, LoopFuture<T>> call;
    private @Nullable LoopFuture<T> running;

    /// @param shareable whether it may run beside others
    /// @param call starts it
    OneShot(Lending lending, Limits limits, boolean shareable, Function<Queries, LoopFuture<T>> call) {
        super(lending);
        this.limits = limits;
        this.shareable = shareable;
        this.call = call;
    }

    @Override
    boolean isShareable() {
        return shareable;
    }

    @Override
    void granted(Member member) {
        LoopFuture<T> started;
        try {
            PgConnection connection = limits.applied(member.own(), askedAt());
            started = call.apply(connection);
        } catch (RuntimeException refused) {
            ended(member);
            boolean _ = completeExceptionally(refused);
            return;
        }
        running = started;
        var _ = started.whenComplete((result, failure) -> {
            ended(member);
            if (failure == null) {
                boolean _ = complete(result);
            } else {
                boolean _ = completeExceptionally(Outcomes.unwrapped(failure));
            }
        });
    }

    private void ended(Member member) {
        if (shareable) {
            lending().statementEnded(member);
        } else {
            lending().takeBack(member, null, Returning.LIMIT);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled && running != null) {
            boolean _ = running.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }

    @Override
    protected String description() {
        return "a statement of a pool";
    }
}
