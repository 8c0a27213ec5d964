package io.juvloop.postgres.internal.pool;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.postgres.Column;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.internal.base.Outcomes;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The stream of a statement on any free connection, which is acquired when the first rows are asked for and given
/// back when the stream ends.
///
/// Loop thread only; one task at a time. Lifetime: until its last row was taken or it is closed.
final class PooledStream implements RowStream {
    private final Lending lending;
    private final Limits limits;
    private final String sql;
    private final @Nullable Object[] args;
    private @Nullable LoopFuture<PgConnection> acquiring;
    private @Nullable PgConnection connection;
    private @Nullable RowStream stream;
    private boolean closed;

    PooledStream(Lending lending, Limits limits, String sql, @Nullable Object[] args) {
        this.lending = lending;
        this.limits = limits;
        this.sql = Objects.requireNonNull(sql, "the text is null");
        this.args = args.clone();
    }

    @Suspends
    private RowStream started() {
        if (stream != null) {
            return stream;
        }
        LoopFuture<PgConnection> request = request();
        boolean has = false;
        try {
            RowStream begun = begin(Async.await(request));
            has = true;
            return begun;
        } finally {
            if (!has) {
                giveUp(request);
            }
        }
    }

    private <T extends @Nullable Object> LoopFuture<T> afterStart(Function<RowStream, LoopFuture<T>> call) {
        if (stream != null) {
            return call.apply(stream);
        }
        LoopFuture<T> result = lending.loop().createFuture();
        var _ = request().whenComplete((acquired, failure) -> {
            if (failure != null) {
                result.completeExceptionally(Outcomes.unwrapped(failure));
                return;
            }
            try {
                Outcomes.pass(call.apply(begin(acquired)), result);
            } catch (RuntimeException refused) {
                result.completeExceptionally(refused);
            }
        });
        return result;
    }

    private LoopFuture<PgConnection> request() {
        if (closed) {
            throw new IllegalStateException("the stream is closed");
        }
        if (acquiring == null) {
            Acquisition request = new Acquisition(lending, Limits.NONE);
            lending.ask(
                    request, limits.ofWait(lending.options().acquireTimeout().orElse(null)));
            acquiring = request;
        }
        return acquiring;
    }

    private RowStream begin(PgConnection acquired) {
        if (stream == null) {
            connection = acquired;
            if (closed) {
                giveBack();
                throw new IllegalStateException("the stream is closed");
            }
            stream = limits.applied(acquired, lending.loop().time()).stream(sql, args);
        }
        return stream;
    }

    private void giveUp(LoopFuture<PgConnection> request) {
        closed = true;
        if (!request.cancel(false) && !request.isCompletedExceptionally()) {
            connection = request.resultNow();
        }
        giveBack();
    }

    private void giveBack() {
        PgConnection held = connection;
        connection = null;
        if (held != null) {
            var _ = held.closeAsync();
        }
    }

    // --- Rows

    @Override
    public LoopFuture<List<Column>> columnsAsync() {
        return afterStart(RowStream::columnsAsync);
    }

    @Override
    @Suspends
    public @Nullable Row next() {
        if (closed) {
            return null;
        }
        Row row = started().next();
        if (row == null) {
            close();
        }
        return row;
    }

    @Override
    public LoopFuture<List<Row>> nextBatchAsync() {
        return afterStart(RowStream::nextBatchAsync);
    }

    @Override
    public Iterator<Row> iterator() {
        return new Iterator<>() {
            private @Nullable Row ahead;
            private boolean ended;

            @Override
            @Suspends
            public boolean hasNext() {
                if (ahead == null && !ended) {
                    ahead = PooledStream.this.next();
                    ended = ahead == null;
                }
                return ahead != null;
            }

            @Override
            @Suspends
            public Row next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no row is left");
                }
                Row row = Objects.requireNonNull(ahead);
                ahead = null;
                return row;
            }
        };
    }

    // --- The end

    @Override
    public LoopFuture<@Nullable Void> closeAsync() {
        closed = true;
        if (acquiring == null) {
            return Outcomes.done(lending.loop());
        }
        if (stream == null) {
            giveUp(acquiring);
            return Outcomes.done(lending.loop());
        }
        LoopFuture<@Nullable Void> ended = lending.loop().createFuture();
        var _ = stream.closeAsync().whenComplete((nothing, failure) -> {
            giveBack();
            if (failure == null) {
                ended.complete(null);
            } else {
                ended.completeExceptionally(Outcomes.unwrapped(failure));
            }
        });
        return ended;
    }
}
