package io.juvloop.postgres.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.OperatorIntervention;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.Pipeline;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.PoolStats;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Types that cannot be looked up, because the connection is lost or somebody cancels it. A look-up lasts here as long
/// as another session has locked the catalog's table of enums.
@PostgresTest
class TypeLookUpLossTest {
    private static final String FIRST = "select 'a'::first_mood";
    private static final String SECOND = "select $1::second_mood";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestDatabase database;

    TypeLookUpLossTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeAll
    static void defineTypes(TestDatabase database) {
        database.sql("create type first_mood as enum ('a'); create type second_mood as enum ('a');"
                + " create table moody (v int); insert into moody values (1)");
    }

    private static Transaction lock(PgConnection other) {
        Transaction lock = other.transaction();
        lock.execute("lock table pg_catalog.pg_enum in access exclusive mode");
        return lock;
    }

    private static void awaitLookUp(PgConnection other, int pid) throws TimeoutException {
        String waits = "select 1 from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'";
        try (var _ = Async.timeout(SOON)) {
            while (other.fetchValue(waits, pid) == null) {
                Async.sleep(Duration.ofMillis(2));
            }
        }
    }

    private static void lost(LoopFuture<?> future) throws TimeoutException {
        try (var _ = Async.timeout(SOON)) {
            assertThatExceptionOfType(ConnectionLost.class).isThrownBy(() -> Async.await(future));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLostConnectionFailsAllThatWaitsForTypes(boolean isCut, EventLoop loop) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection other = Postgres.connect(database.options());
                    Transaction _ = lock(other)) {
                PgConnection con = Postgres.connect(proxy.through(database.options()));
                List<LoopFuture<?>> waiting = new ArrayList<>();
                waiting.add(con.fetchValueAsync(FIRST));
                waiting.add(con.fetchValueAsync(FIRST));
                waiting.add(con.fetchValueAsync(SECOND, "a"));
                waiting.add(con.prepareAsync(SECOND));
                waiting.add(con.executeManyAsync(SECOND, List.of(List.of("a"), List.of("a"))));
                waiting.add(con.fetchValueAsync("select 1"));
                Pipeline pipeline = con.pipeline();
                waiting.add(pipeline.fetchAsync(FIRST));
                waiting.add(pipeline.fetchAsync("select 2"));
                waiting.add(pipeline.closeAsync());
                waiting.add(con.pingAsync());
                RowStream stream = con.stream(FIRST);
                waiting.add(stream.columnsAsync());
                awaitLookUp(other, con.serverPid());
                assertThat(waiting).noneMatch(LoopFuture::isDone);
                if (isCut) {
                    proxy.cut();
                } else {
                    other.execute("select pg_terminate_backend($1)", con.serverPid());
                }
                for (LoopFuture<?> one : waiting) {
                    lost(one);
                }
                assertThatExceptionOfType(ConnectionLost.class).isThrownBy(stream::next);
                assertThat(con.isClosed()).isTrue();
            }
        });
    }

    @Test
    void aTransactionWhoseTypesAreLookedUpIsLostWhole(EventLoop loop) {
        InTask.run(loop, () -> {
            try (PgConnection other = Postgres.connect(database.options());
                    Transaction _ = lock(other)) {
                PgConnection con = Postgres.connect(database.options());
                Transaction tx = con.transaction();
                LoopFuture<Object> first = tx.fetchValueAsync(FIRST);
                LoopFuture<?> commit = tx.commitAsync();
                awaitLookUp(other, con.serverPid());
                other.execute("select pg_terminate_backend($1)", con.serverPid());
                lost(first);
                lost(commit);
                assertThat(tx.isOpen()).isFalse();
            }
        });
    }

    /// The result is there, and only its columns are others than expected.
    @Test
    void aResultWhoseTypesAreLookedUpIsLost(EventLoop loop) {
        InTask.run(loop, () -> {
            String sql = "select v from moody";
            try (PgConnection other = Postgres.connect(database.options())) {
                assertThat(other.fetchValue(sql)).isEqualTo(1);
                other.execute("alter table moody alter v type first_mood using 'a'");
                PgConnection con = Postgres.connect(database.options());
                try (Transaction _ = lock(other)) {
                    LoopFuture<Object> value = con.fetchValueAsync(sql);
                    LoopFuture<Object> behind = con.fetchValueAsync("select 1");
                    awaitLookUp(other, con.serverPid());
                    other.execute("select pg_terminate_backend($1)", con.serverPid());
                    lost(value);
                    if (!behind.isDone() || behind.isCompletedExceptionally()) {
                        lost(behind); // unless it was answered before
                    }
                }
                try (PgConnection next = Postgres.connect(database.options())) {
                    assertThat(next.fetchValue(sql)).isEqualTo("a");
                }
            }
        });
    }

    @Test
    void aPoolGoesOnWithAnotherConnection(EventLoop loop) {
        InTask.run(loop, () -> {
            try (PgConnection other = Postgres.connect(database.options());
                    PgPool pool = Postgres.createPool(database.options(), PoolOptions.DEFAULT.withMaxSize(1))) {
                PgConnection held = pool.acquire();
                Task<Object> waiting;
                try (Transaction _ = lock(other)) {
                    LoopFuture<Object> first = held.fetchValueAsync(FIRST);
                    LoopFuture<Object> behind = held.fetchValueAsync("select 1");
                    waiting = loop.createTask(() -> pool.fetchValue(FIRST));
                    awaitLookUp(other, held.serverPid());
                    other.execute("select pg_terminate_backend($1)", held.serverPid());
                    lost(first);
                    lost(behind);
                    held.close();
                }
                assertThat(Async.await(waiting)).isEqualTo("a");
                PoolStats stats = pool.stats();
                assertThat(stats.opened()).isEqualTo(2);
                assertThat(stats.lost()).isEqualTo(1);
                assertThat(stats.size()).isEqualTo(1);
                assertThat(stats.acquired() + stats.shared() + stats.waiting()).isZero();
            }
        });
    }

    @Test
    void aLookUpThatSomebodyCancelsFailsTheFirstAndIsTriedAgainForTheNext(EventLoop loop) {
        InTask.run(loop, () -> {
            try (PgConnection other = Postgres.connect(database.options());
                    PgConnection con = Postgres.connect(database.options())) {
                LoopFuture<Object> next;
                try (Transaction _ = lock(other)) {
                    LoopFuture<Object> first = con.fetchValueAsync(FIRST);
                    next = con.fetchValueAsync(FIRST);
                    awaitLookUp(other, con.serverPid());
                    other.execute("select pg_cancel_backend($1)", con.serverPid());
                    assertThatExceptionOfType(OperatorIntervention.QueryCanceled.class)
                            .isThrownBy(() -> Async.await(first));
                }
                assertThat(Async.await(next)).isEqualTo("a");
            }
        });
    }
}
