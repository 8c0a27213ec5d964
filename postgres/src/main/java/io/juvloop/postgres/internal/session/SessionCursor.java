package io.juvloop.postgres.internal.session;

import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.Cursor;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.internal.base.Identifiers;
import io.juvloop.postgres.internal.base.Outcomes;
import io.juvloop.postgres.internal.statement.Statement;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A portal with a name, from which rows are fetched by Execute, each time with a Sync of its own.
///
/// Loop thread only. Lifetime: until it is closed or the transaction ends.
final class SessionCursor implements Cursor {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final int USUAL_PREFETCH = 50;

    private final SessionConnection connection;
    private final Session session;
    private final Supplier<Statement> statement;
    private final @Nullable Object[] args;
    private final String portal = "juvloop_cursor_" + COUNT.incrementAndGet();
    private @Nullable CursorOperation opening;
    private boolean isExhausted;
    private boolean isClosed;
    private int prefetch = USUAL_PREFETCH;

    /// Makes one that sends nothing yet.
    ///
    /// @param connection with its limits
    /// @param statement asked for at the first fetch
    /// @param args its arguments
    SessionCursor(SessionConnection connection, Supplier<Statement> statement, @Nullable Object[] args) {
        this.connection = connection;
        this.statement = statement;
        this.args = args;
        session = connection.session();
    }

    private void requireOpen(int count) {
        connection.requireUsable();
        if (count <= 0) {
            throw new IllegalArgumentException("the number of rows must be positive, not " + count);
        }
        if (isClosed) {
            throw new IllegalStateException("the cursor is closed");
        }
        if (!session.isClosed() && !connection.isInTransaction()) {
            throw new IllegalStateException("a cursor lives in a transaction, and none is open; use stream outside");
        }
    }

    private CursorOperation open(int count) {
        CursorOperation first = new CursorOperation(session, statement.get(), args, portal, count);
        opening = first;
        return first;
    }

    /// What has opened it, or will. If nothing of that was sent, the next opens it.
    private @Nullable CursorOperation opened() {
        CursorOperation first = opening;
        return first == null || first.isUnsent() ? null : first;
    }

    @Override
    public LoopFuture<List<Row>> fetchAsync(int count) {
        requireOpen(count);
        CursorOperation before = opened();
        if (before == null) {
            CursorOperation first = open(count);
            return noting(connection.start(first), first::isExhausted);
        }
        if (isExhausted) {
            LoopFuture<List<Row>> none = session.loop().createFuture();
            none.complete(List.of());
            return none;
        }
        PortalOperation more = new PortalOperation(session, before, portal, count);
        return noting(connection.start(more), more::isExhausted);
    }

    private LoopFuture<List<Row>> noting(Operation<List<Row>> fetch, Supplier<Boolean> exhausted) {
        fetch.addDoneCallback(done -> isExhausted |= exhausted.get());
        return fetch;
    }

    @Override
    public LoopFuture<@Nullable Row> fetchRowAsync() {
        LoopFuture<List<Row>> fetch = fetchAsync(1);
        LoopFuture<@Nullable Row> row = new Dependent<>(fetch);
        var _ = fetch.whenComplete((rows, failure) -> {
            if (failure == null) {
                row.complete(rows.isEmpty() ? null : rows.getFirst());
            } else {
                row.completeExceptionally(Outcomes.unwrapped(failure));
            }
        });
        return row;
    }

    /// MOVE, because Execute would send the rows.
    @Override
    public LoopFuture<Long> forwardAsync(int count) {
        requireOpen(count);
        CursorOperation first = opened();
        if (first == null) {
            first = open(0);
            Operation<List<Row>> bound = connection.start(first);
            var _ = bound.exceptionally(seen -> List.of()); // what follows fails too
        }
        Operation<CommandStatus> move =
                ScriptOperation.of(session, "move forward " + count + " in " + Identifiers.quote(portal));
        first.addFollower(move);
        if (!move.isDone()) {
            var _ = connection.start(move);
        }
        LoopFuture<Long> moved = new Dependent<>(move);
        var _ = move.whenComplete((status, failure) -> {
            if (failure == null) {
                moved.complete(status.rows());
            } else {
                moved.completeExceptionally(Outcomes.unwrapped(failure));
            }
        });
        return moved;
    }

    @Override
    public Cursor withPrefetch(int rows) {
        if (rows <= 0) {
            throw new IllegalArgumentException("the number of rows must be positive, not " + rows);
        }
        prefetch = rows;
        return this;
    }

    @Override
    public Iterator<Row> iterator() {
        return new Iterator<>() {
            private Iterator<Row> portion = Collections.emptyIterator();
            private boolean isAtEnd;

            @Override
            @Suspends
            public boolean hasNext() {
                if (!portion.hasNext() && !isAtEnd) {
                    List<Row> rows = fetch(prefetch);
                    isAtEnd = rows.size() < prefetch;
                    portion = rows.iterator();
                }
                return portion.hasNext();
            }

            @Override
            public Row next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return portion.next();
            }
        };
    }

    @Override
    public LoopFuture<@Nullable Void> closeAsync() {
        session.requireLoopThread();
        CursorOperation before = opened();
        if (isClosed || before == null || session.isClosed() || !connection.isInTransaction()) {
            isClosed = true;
            return Outcomes.done(session.loop());
        }
        isClosed = true;
        LoopFuture<@Nullable Void> closed = session.loop().createFuture();
        var _ = connection
                .start(new PortalOperation(session, before, portal, 0))
                .whenComplete((none, failure) -> {
                    if (failure == null) {
                        closed.complete(null);
                    } else {
                        closed.completeExceptionally(Outcomes.unwrapped(failure));
                    }
                });
        return closed;
    }
}
