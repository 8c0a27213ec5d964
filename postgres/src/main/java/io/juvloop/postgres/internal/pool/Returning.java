package io.juvloop.postgres.internal.pool;

import io.juvloop.ExceptionContext;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.ConnectionHook;
import io.juvloop.postgres.internal.base.Log;
import io.juvloop.postgres.internal.session.Lease;
import io.juvloop.postgres.internal.session.Session;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way back of a connection: what its user has left is undone.
///
/// The pool's own reset is sent ahead of the next user's first statement, without a wait for its answer; if it
/// fails, the connection is ended. Only what is still under way at the return, and a reset of the program's, is
/// waited for.
///
/// Loop thread only. Lifetime: that of the pool.
final class Returning {
    /// How long a connection that comes back may take to be ready.
    static final Duration LIMIT = Duration.ofSeconds(10);

    private final Lending lending;
    private final @Nullable ConnectionHook hook;

    Returning(Lending lending) {
        this.lending = lending;
        hook = lending.options().reset().orElse(null);
    }

    /// A user gives a connection back.
    ///
    /// @param lease of the user; null for single statements
    /// @param limit how long what is under way may take; zero or less ends the connection
    void begin(Member member, @Nullable Lease lease, Duration limit) {
        if (!limit.isPositive()) {
            lending.end(member);
            return;
        }
        Session session = member.session();
        session.transactions.forget();
        session.leaveOpen();
        member.setState(Member.State.BUSY);
        if (session.isQuiet() && !session.isCancelling()) {
            undo(member, lease);
            return;
        }
        var _ = member.own().withTimeout(limit).pingAsync().whenComplete((nothing, failure) -> {
            if (failure == null) {
                undo(member, lease);
            } else {
                lending.end(member);
            }
        });
    }

    private void undo(Member member, @Nullable Lease lease) {
        Session session = member.session();
        if (lease != null) {
            List<String> left = session.removeListenersOf(lease);
            if (!left.isEmpty()) {
                Log.warn("a connection was given back with listeners on " + left + ", which are removed: " + member);
            }
        }
        boolean inTransaction = session.isInTransaction();
        if (inTransaction) {
            report(member);
        }
        boolean isChanged = lease != null || session.isTouched() || inTransaction;
        if (hook != null && isChanged) {
            if (inTransaction) {
                endIfItFails(member, member.own().withTimeout(LIMIT).executeAsync("ROLLBACK"));
            }
            runHook(member, hook);
        } else {
            if (isChanged) {
                endIfItFails(member, member.own().withTimeout(LIMIT).resetAsync());
                session.clearTouched();
            }
            lending.free(member);
        }
    }

    private void report(Member member) {
        Holder holder = member.holder();
        Throwable acquired = holder == null ? null : holder.acquired();
        IllegalStateException mistake = new IllegalStateException("given back inside a transaction", acquired);
        lending.loop()
                .callExceptionHandler(ExceptionContext.of(
                        "a connection was given back to its pool inside a transaction, which is rolled back: " + member,
                        mistake));
    }

    private void endIfItFails(Member member, LoopFuture<?> step) {
        var _ = step.whenComplete((result, failure) -> {
            if (failure != null && member.isAlive()) {
                Log.warn("a connection could not be reset, and is ended: " + member, failure);
                lending.end(member);
            }
        });
    }

    private void runHook(Member member, ConnectionHook reset) {
        var _ = HookLease.run(lending.loop(), "pool-reset", reset, member).whenComplete((nothing, failure) -> {
            if (failure == null) {
                member.session().clearTouched();
                lending.free(member);
            } else {
                Log.warn("a connection could not be reset, and is ended: " + member, failure);
                lending.end(member);
            }
        });
    }
}
