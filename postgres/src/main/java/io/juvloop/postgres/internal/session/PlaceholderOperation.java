package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.internal.base.Outcomes;
import io.juvloop.postgres.internal.statement.Statement;
import io.juvloop.postgres.internal.wire.OutBuffer;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps the place of an operation that cannot be made yet, because what it sends depends on answers of the server
/// or on a source. When it comes to the front it finds these out, and then the operation takes its place.
///
/// Its future is the one that the caller has: it is done as that of the operation, and cancelling it cancels that
/// one.
///
/// Loop thread only. Lifetime: until it is replaced or fails; its future until the operation is done.
///
/// @param <T> the type of the result
abstract class PlaceholderOperation<T extends @Nullable Object> extends Operation<T> {
    private final Set<Statement> needed = new HashSet<>();
    private @Nullable Operation<? extends T> replacement;

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    PlaceholderOperation(Session session) {
        super(session);
    }

    /// Called whenever it is at the front: begins what is missing and has not begun, or calls [#replaceBy]. What
    /// comes later ends with [Session#pump].
    abstract void step();

    /// Has a statement described.
    ///
    /// @param statement of this session
    /// @return whether it is
    final boolean isDescribed(Statement statement) {
        if (needed.add(statement)) {
            statement.acquire();
        }
        if (session.preparing().isDescribed(statement)) {
            return true;
        }
        session.preparing().prepare(statement, this);
        return false;
    }

    /// Gives its place to the operation that it was kept for.
    ///
    /// @param operation one that was not started
    final void replaceBy(Operation<? extends T> operation) {
        operation.limit = limit;
        operation.deadline = deadline;
        replacement = operation;
        var _ = operation.whenComplete((result, failed) -> {
            if (failed == null) {
                complete(result);
            } else {
                failure = explain(Outcomes.unwrapped(failed));
                completeExceptionally(failure);
            }
        });
        session.pipelining().replace(this, operation);
    }

    /// Says what a failure of the operation is to the caller, who does not know that operation.
    ///
    /// @param failed what it has failed with
    /// @return what the caller gets
    Throwable explain(Throwable failed) {
        return failed;
    }

    @Override
    final boolean isReady() {
        return false;
    }

    @Override
    final void prepare(boolean ahead) {
        if (!ahead) {
            step();
        }
    }

    @Override
    void left() {
        needed.forEach(session.preparing()::release);
        needed.clear();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        Operation<? extends T> present = replacement;
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled && present != null) {
            boolean _ = present.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }

    @Override
    boolean isBarrier() {
        return true; // what is behind it cannot be described ahead, because what it does is not known
    }

    @Override
    final void encode(OutBuffer out) {
        throw new IllegalStateException("only what replaces it is sent");
    }

    @Override
    final T result() {
        throw new IllegalStateException("only what replaces it has a result");
    }
}
