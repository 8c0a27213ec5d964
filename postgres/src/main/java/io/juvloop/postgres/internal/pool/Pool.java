package io.juvloop.postgres.internal.pool;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Handle;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.TimerHandle;
import io.juvloop.postgres.ConnectionBody;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.PoolStats;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.internal.base.Outcomes;
import io.juvloop.postgres.internal.options.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A pool of connections, or a view of one with limits: all that it has is in [Lending].
///
/// Loop thread only. Lifetime: until it is closed or terminated, or its loop is closed.
public final class Pool extends PooledQueries implements PgPool {
    private final Connecting connecting;

    private Pool(Lending lending, Connecting connecting, Limits limits) {
        super(lending, limits);
        this.connecting = connecting;
    }

    /// How connections are opened at the moment.
    private static final class Connecting implements Connector {
        private final Function<PgOptions, ? extends CompletionStage<PgConnection>> connect;
        private PgOptions options;

        Connecting(PgOptions options, PoolOptions poolOptions) {
            this.options = options;
            Function<PgOptions, ? extends CompletionStage<PgConnection>> hook =
                    poolOptions.connect().orElse(null);
            connect = hook == null ? Postgres::connectAsync : hook;
        }

        @Override
        public CompletionStage<PgConnection> connect() {
            return connect.apply(options);
        }
    }

    /// Opens a pool with its least number of connections: one first, because what it has found out helps the others.
    ///
    /// @param loop where
    /// @param options of the connections
    /// @param poolOptions of the pool
    /// @return the pool, when these are open; if one fails there is none
    public static LoopFuture<PgPool> open(EventLoop loop, PgOptions options, PoolOptions poolOptions) {
        Connecting connecting = new Connecting(options, poolOptions);
        Lending lending = new Lending(loop, poolOptions, connecting);
        Pool pool = new Pool(lending, connecting, Limits.NONE);
        Handle atClose = loop.addCloseAction(pool::terminate);
        lending.ending().whenBegun(atClose::cancel);
        LoopFuture<PgPool> opened = loop.createFuture();
        pool.openMore(poolOptions.minSize() == 0 ? 0 : 1, opened);
        return opened;
    }

    private void openMore(int more, LoopFuture<PgPool> opened) {
        if (opened.isDone()) {
            terminate(); // cancelled
            return;
        }
        if (more == 0) {
            opened.complete(this);
            return;
        }
        List<LoopFuture<Member>> members = new ArrayList<>();
        for (int i = 0; i < more; i++) {
            LoopFuture<Member> member = lending().opening().open();
            members.add(member);
            var _ = member.thenAccept(lending()::free);
        }
        Outcomes.whenAll(members, failure -> {
            if (failure != null) {
                terminate();
                opened.completeExceptionally(failure);
            } else {
                openMore(missing(), opened);
            }
        });
    }

    private int missing() {
        return Math.max(0, lending().options().minSize() - lending().members().size());
    }

    // --- Connections

    @Override
    @Suspends
    public PgConnection acquire() {
        return held(acquireAsync());
    }

    @Override
    @Suspends
    public PgConnection acquire(Duration limit) {
        return held(acquireAsync(limit));
    }

    /// A task that is cancelled after the connection was granted, and before it has woken, does not take it.
    @Suspends
    private static PgConnection held(LoopFuture<PgConnection> request) {
        boolean has = false;
        try {
            PgConnection connection = Async.await(request);
            has = true;
            return connection;
        } finally {
            if (!has && !request.cancel(false) && !request.isCompletedExceptionally()) {
                var _ = request.resultNow().closeAsync();
            }
        }
    }

    @Override
    public LoopFuture<PgConnection> acquireAsync() {
        return ask(lending().options().acquireTimeout().orElse(null));
    }

    @Override
    public LoopFuture<PgConnection> acquireAsync(Duration limit) {
        Settings.requirePositive("the limit", Objects.requireNonNull(limit, "the limit is null"));
        return ask(limit);
    }

    private LoopFuture<PgConnection> ask(@Nullable Duration limit) {
        lending().requireThread();
        Acquisition request = new Acquisition(lending(), limits());
        lending().ask(request, limits().ofWait(limit));
        return request;
    }

    @Override
    @Suspends
    public <T extends @Nullable Object, X extends Exception> T run(ConnectionBody<T, X> body) throws X {
        Objects.requireNonNull(body, "the body is null");
        try (PgConnection connection = acquire()) {
            return body.run(connection);
        }
    }

    // --- Views

    @Override
    public PgPool withTimeout(Duration limit) {
        Settings.requirePositive("the time-out", Objects.requireNonNull(limit, "the limit is null"));
        return new Pool(lending(), connecting, new Limits(limit, limits().resultBytes()));
    }

    @Override
    public PgPool withMaxResultBytes(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit must be positive, not " + limit);
        }
        return new Pool(lending(), connecting, new Limits(limits().time(), limit));
    }

    // --- The pool

    @Override
    public void expireConnections() {
        lending().requireThread();
        lending().opening().nextGeneration();
        lending().members().idleOnes().forEach(lending()::close);
    }

    @Override
    public void setOptions(PgOptions options) {
        lending().requireThread();
        connecting.options = Objects.requireNonNull(options, "the options are null");
    }

    @Override
    public PoolStats stats() {
        lending().requireThread();
        return lending().stats();
    }

    @Override
    public EventLoop loop() {
        return lending().loop();
    }

    @Override
    public boolean isClosed() {
        return lending().ending().isClosed();
    }

    // --- The end

    @Override
    public LoopFuture<@Nullable Void> closeAsync() {
        lending().requireThread();
        LoopFuture<@Nullable Void> done = loop().createFuture();
        Outcomes.pass(lending().ending().begin(), done);
        return done;
    }

    @Override
    public LoopFuture<@Nullable Void> closeAsync(Duration limit) {
        Objects.requireNonNull(limit, "the limit is null");
        LoopFuture<@Nullable Void> done = closeAsync();
        if (!limit.isPositive()) {
            terminate();
        } else if (!done.isDone()) {
            TimerHandle late = loop().callLater(limit, this::terminate);
            var _ = lending().ending().begin().whenComplete((nothing, failure) -> late.cancel());
        }
        return done;
    }

    @Override
    public void terminate() {
        lending().ending().terminate();
    }

    @Override
    public String toString() {
        return lending().toString();
    }
}
