package io.juvloop.postgres.internal.transaction;

import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.CommitRolledBack;
import io.juvloop.postgres.Queries;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.TransactionOptions;
import io.juvloop.postgres.internal.base.Outcomes;
import io.juvloop.postgres.internal.queries.ForwardedQueries;
import io.juvloop.postgres.internal.session.PrefixOperation;
import io.juvloop.postgres.internal.session.SessionConnection;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A transaction or a savepoint that was opened here.
///
/// Its end is shielded: who is cancelled while it waits for a commit or a rollback does not cancel that on the
/// server, because the next user of the connection would find the transaction open.
///
/// Loop thread only. Lifetime: until it is committed, rolled back or closed, or the connection is given back or
/// lost.
final class OpenTransaction extends ForwardedQueries implements Transaction {
    private enum State {
        OPEN,
        ENDING,
        ENDED
    }

    private final Transactions all;
    private final SessionConnection connection;
    private final TransactionOptions options;
    private final @Nullable String savepoint;
    private final PrefixOperation begin;
    private final @Nullable Task<?> opener;
    private @Nullable LoopFuture<@Nullable Void> ending;
    private State state = State.OPEN;
    private boolean hasIntruder;
    private boolean isClosed; // by its user, who does not roll back if a commit fails

    /// @param savepoint its name, or null for the outermost
    /// @param begin what begins it, kept back
    OpenTransaction(
            Transactions all,
            SessionConnection connection,
            TransactionOptions options,
            @Nullable String savepoint,
            PrefixOperation begin) {
        this.all = all;
        this.connection = connection;
        this.options = options;
        this.savepoint = savepoint;
        this.begin = begin;
        opener = all.loop().isDebug() ? all.loop().currentTask() : null;
        var _ = begin.toCompletableFuture(); // observed: its failure is that of the statement behind it
    }

    TransactionOptions options() {
        return options;
    }

    // --- Debug mode

    @Nullable
    Task<?> opener() {
        return opener;
    }

    /// Whether this is the first time that another task uses it.
    boolean isFirstIntruder() {
        boolean first = !hasIntruder;
        hasIntruder = true;
        return first;
    }

    // --- Statements

    @Override
    protected <T extends @Nullable Object> LoopFuture<T> forward(
            @Nullable String sql, Function<Queries, LoopFuture<T>> call) {
        return call.apply(usable(connection));
    }

    @Override
    public RowStream stream(String sql, @Nullable Object... args) {
        return usable(connection).stream(sql, args);
    }

    @Override
    public Transaction withTimeout(Duration limit) {
        return new TransactionView(this, connection.withTimeout(limit));
    }

    @Override
    public Transaction withMaxResultBytes(long limit) {
        return new TransactionView(this, connection.withMaxResultBytes(limit));
    }

    /// What was not begun must run nothing: its statements would take effect one by one. On a connection that has
    /// ended, each call fails with the reason.
    ///
    /// @param view of the connection, with its limits
    SessionConnection usable(SessionConnection view) {
        if (all.isLost()) {
            return view;
        }
        requireOpen();
        requireBegun();
        return view;
    }

    void requireBegun() {
        if (begin.isCompletedExceptionally()) {
            throw new IllegalStateException("the transaction could not begin", begin.exceptionNow());
        }
    }

    private void requireOpen() {
        if (state != State.OPEN) {
            throw new IllegalStateException("it is not open: " + this);
        }
    }

    // --- The begin and the end

    @Override
    public LoopFuture<@Nullable Void> beginAsync() {
        return usable(connection).pingAsync();
    }

    @Override
    public boolean isOpen() {
        return state == State.OPEN;
    }

    @Override
    public LoopFuture<@Nullable Void> commitAsync() {
        return commit(connection);
    }

    /// Commits.
    ///
    /// @param view of the connection, with its limits
    LoopFuture<@Nullable Void> commit(SessionConnection view) {
        if (all.isLost()) {
            return view.pingAsync();
        }
        requireInnermost();
        if (begin.withdraw()) {
            return endNow();
        }
        if (begin.isCompletedExceptionally()) {
            Throwable why = begin.exceptionNow();
            all.ended(this);
            return Outcomes.failed(all.loop(), new CommitRolledBack(why));
        }
        LoopFuture<@Nullable Void> done = all.loop().createFuture();
        var _ = end(view, savepoint == null ? "COMMIT" : "RELEASE SAVEPOINT " + savepoint, done)
                .whenComplete((status, failure) -> committed(done, status, failure));
        return done;
    }

    private void committed(
            LoopFuture<@Nullable Void> done, @Nullable CommandStatus status, @Nullable Throwable failure) {
        if (failure != null && begin.isCompletedExceptionally() && !all.isLost()) {
            all.ended(this);
            done.completeExceptionally(new CommitRolledBack(begin.exceptionNow()));
        } else if (failure != null) {
            if (failure instanceof ServerException && all.isInsideOfOpen(this)) {
                state = State.OPEN; // the transaction has failed, and can be rolled back to this savepoint
                if (isClosed) {
                    var _ = undo(connection).toCompletableFuture(); // no one waits for it; observed
                }
            } else {
                all.ended(this);
            }
            done.completeExceptionally(Outcomes.unwrapped(failure));
        } else if (status != null && status.tag().equals("ROLLBACK")) {
            Throwable why = all.failure();
            all.ended(this);
            done.completeExceptionally(new CommitRolledBack(why));
        } else {
            all.ended(this);
            done.complete(null);
        }
    }

    @Override
    public LoopFuture<@Nullable Void> rollbackAsync() {
        return rollback(connection);
    }

    /// Rolls back.
    ///
    /// @param view of the connection, with its limits
    LoopFuture<@Nullable Void> rollback(SessionConnection view) {
        if (!all.isLost()) {
            requireInnermost();
        }
        return undo(view);
    }

    /// What is open inside of it ends with it.
    @Override
    public LoopFuture<@Nullable Void> closeAsync() {
        return close(connection);
    }

    /// Rolls back if it is open.
    ///
    /// @param view of the connection, with its limits
    LoopFuture<@Nullable Void> close(SessionConnection view) {
        isClosed = true;
        return switch (state) {
            case OPEN -> view.isClosed() ? endNow() : leave(view);
            case ENDING -> whenEnded();
            case ENDED -> Outcomes.done(all.loop());
        };
    }

    /// The task that closes will not go on with its stream or COPY, behind which the end would wait for ever.
    private LoopFuture<@Nullable Void> leave(SessionConnection view) {
        view.session().leaveOwn();
        return undo(view);
    }

    private LoopFuture<@Nullable Void> undo(SessionConnection view) {
        if (all.isLost() || begin.withdraw() || begin.isCompletedExceptionally()) {
            return endNow();
        }
        LoopFuture<@Nullable Void> done = all.loop().createFuture();
        var _ = end(view, undoing(), done).whenComplete((status, failure) -> {
            all.ended(this);
            if (failure == null || view.isClosed() || begin.isCompletedExceptionally()) {
                done.complete(null);
            } else {
                done.completeExceptionally(Outcomes.unwrapped(failure));
            }
        });
        return done;
    }

    private String undoing() {
        return isOutermost() ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT " + savepoint + "; RELEASE SAVEPOINT " + savepoint;
    }

    boolean isOutermost() {
        return savepoint == null;
    }

    private void requireInnermost() {
        requireOpen();
        if (!equals(all.innermost())) {
            throw new IllegalStateException("a transaction inside of it is open: " + this);
        }
    }

    /// Starts the end. If that is refused, the transaction is as it was.
    ///
    /// @param done when it has ended
    private LoopFuture<CommandStatus> end(SessionConnection view, String sql, LoopFuture<@Nullable Void> done) {
        state = State.ENDING;
        try {
            LoopFuture<CommandStatus> started = view.endTransaction(sql, undoing(), isOutermost());
            ending = done;
            return started;
        } catch (RuntimeException refused) {
            state = State.OPEN;
            throw refused;
        }
    }

    private LoopFuture<@Nullable Void> endNow() {
        all.ended(this);
        return Outcomes.done(all.loop());
    }

    /// Who closes it after a commit that was started hears of its failure there.
    private LoopFuture<@Nullable Void> whenEnded() {
        LoopFuture<@Nullable Void> ended = all.loop().createFuture();
        LoopFuture<@Nullable Void> begun = ending;
        if (begun == null) {
            ended.complete(null);
        } else {
            begun.addDoneCallback(_ -> ended.complete(null));
        }
        return ended;
    }

    void forgotten() {
        state = State.ENDED;
        boolean _ = begin.withdraw();
    }

    @Override
    public String toString() {
        String what = savepoint == null ? "transaction" : "savepoint " + savepoint;
        return what + " (" + state.toString().toLowerCase(java.util.Locale.ROOT) + ")";
    }
}
