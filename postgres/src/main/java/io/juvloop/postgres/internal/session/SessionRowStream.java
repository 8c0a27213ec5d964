package io.juvloop.postgres.internal.session;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.postgres.Column;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.internal.base.Outcomes;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The rows of a stream, for the user.
///
/// Loop thread only, one task at a time. Lifetime: until its last row was taken or it is closed.
final class SessionRowStream implements RowStream {
    private final StreamOperation operation;
    private Iterator<Row> batch = Collections.emptyIterator();
    private boolean isClosed;

    SessionRowStream(StreamOperation operation) {
        this.operation = operation;
    }

    @Override
    public LoopFuture<List<Column>> columnsAsync() {
        LoopFuture<List<Column>> columns = operation.loop().createFuture();
        var _ = operation.columns().whenComplete((known, failure) -> {
            if (failure == null) {
                columns.complete(known.list());
            } else {
                columns.completeExceptionally(Outcomes.unwrapped(failure));
            }
        });
        return columns;
    }

    @Override
    @Suspends
    public @Nullable Row next() {
        while (!batch.hasNext()) {
            if (isClosed) {
                return null;
            }
            batch = operation.poll().iterator();
            if (!batch.hasNext()) {
                if (operation.isDone()) {
                    operation.throwFailure();
                    return null;
                }
                Async.await(operation.settled());
            }
        }
        return batch.next();
    }

    @Override
    public LoopFuture<List<Row>> nextBatchAsync() {
        LoopFuture<List<Row>> rows = operation.loop().createFuture();
        if (isClosed) {
            rows.complete(List.of());
            return rows;
        }
        var _ = operation.settled().whenComplete((nothing, cancelled) -> {
            List<Row> arrived = operation.poll();
            Throwable failure = operation.failure;
            if (arrived.isEmpty() && failure != null) {
                rows.completeExceptionally(failure);
            } else {
                rows.complete(arrived);
            }
        });
        return rows;
    }

    @Override
    public Iterator<Row> iterator() {
        return new Iterator<>() {
            private @Nullable Row following;

            @Override
            public boolean hasNext() {
                if (following == null) {
                    following = SessionRowStream.this.next();
                }
                return following != null;
            }

            @Override
            public Row next() {
                Row row = hasNext() ? following : null;
                if (row == null) {
                    throw new NoSuchElementException();
                }
                following = null;
                return row;
            }
        };
    }

    @Override
    public LoopFuture<@Nullable Void> closeAsync() {
        isClosed = true;
        batch = Collections.emptyIterator();
        LoopFuture<@Nullable Void> closed = operation.loop().createFuture();
        Outcomes.pass(operation.close(), closed);
        return closed;
    }
}
