package io.juvloop.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PgStatement;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.PoolStats;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import io.juvloop.testing.ExceptionReports;
import io.juvloop.testing.LogLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A pool on a real server: who is served when, and what a connection is like when it comes again.
@PostgresTest
class PoolTest {
    private static final PoolOptions ONE = PoolOptions.DEFAULT.withMaxSize(1);

    @Test
    @Tag("case-26")
    void usersAreServedInTheirOrder(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE)) {
                List<Integer> served = new ArrayList<>();
                List<Task<?>> tasks = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    int number = i;
                    tasks.add(loop.createTask(() -> {
                        try (PgConnection con = pool.acquire()) {
                            served.add(number);
                            assertThat(con.fetchValue(Integer.class, "select $1::int", number))
                                    .isEqualTo(number);
                        }
                    }));
                }
                for (Task<?> task : tasks) {
                    Async.await(task);
                }
                assertThat(served)
                        .containsExactlyElementsOf(
                                IntStream.range(0, 100).boxed().toList());
                assertThat(pool.stats().opened()).isEqualTo(1);
                assertThat(pool.stats().acquisitions()).isEqualTo(100);
            }
        });
    }

    @Test
    @Tag("case-26")
    void aConnectionThatComesBackInATransactionIsRolledBackAndReported(
            EventLoop loop, TestDatabase database, ExceptionReports reports) {
        database.sql("create table if not exists left_open (n int)");
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE)) {
                for (boolean bySql : List.of(true, false)) {
                    PgConnection con = pool.acquire();
                    if (bySql) {
                        con.execute("begin");
                    } else {
                        con.transaction();
                    }
                    con.execute("insert into left_open values (1)");
                    con.close();
                    try (PgConnection next = pool.acquire()) {
                        assertThat(next.fetchValue(Long.class, "select count(*) from left_open"))
                                .isZero();
                        assertThat(next.isInTransaction()).isFalse();
                    }
                }
                assertThat(pool.stats().opened()).isEqualTo(1);
            }
        });
        assertThat(reports.look())
                .hasSize(2)
                .allSatisfy(
                        report -> assertThat(report.message()).contains("given back to its pool inside a transaction"));
    }

    @Test
    void theSessionIsResetForTheNextUser(EventLoop loop, TestDatabase database, LogLines log) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE);
                    PgConnection other = Postgres.connect(database.options())) {
                int pid;
                try (PgConnection con = pool.acquire()) {
                    pid = con.serverPid();
                    con.execute("set timezone to 'Asia/Tokyo'");
                    con.execute("select pg_advisory_lock(42)");
                    con.addListener("news", (_, _) -> {});
                }
                try (PgConnection con = pool.acquire()) {
                    assertThat(con.serverPid()).isEqualTo(pid);
                    assertThat(con.fetchValue("show timezone")).isNotEqualTo("Asia/Tokyo");
                    assertThat(con.fetchValue(Long.class, "select count(*) from pg_listening_channels()"))
                            .isZero();
                    assertThat(other.fetchValue(Boolean.class, "select pg_try_advisory_lock(42)"))
                            .isTrue();
                }
            }
        });
        assertThat(log.look())
                .singleElement()
                .satisfies(line -> assertThat(line.message()).contains("listeners on [news]"));
    }

    @Test
    void singleStatementsAreResetOnlyIfTheyWereNoQueries(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE)) {
                assertThat(pool.fetchValue(Integer.class, "select 1")).isEqualTo(1);
                pool.fetchValue("select set_config('timezone', 'Asia/Tokyo', false)");
                assertThat(pool.fetchValue("show timezone")).isEqualTo("Asia/Tokyo"); // a query, as far as one can see
                pool.execute("set timezone to 'Europe/Paris'");
                assertThat(pool.fetchValue("show timezone")).isNotIn("Asia/Tokyo", "Europe/Paris");
                assertThatThrownBy(() -> pool.fetch("select 1 / 0")).isInstanceOf(DataException.class);
                assertThat(pool.stats().opened()).isEqualTo(1);
                assertThat(pool.stats().idle()).isEqualTo(1);
            }
        });
    }

    @Test
    void whatWasGivenBackRefusesEveryCall(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE)) {
                PgConnection con = pool.acquire();
                PgStatement statement = con.prepare("select $1::int");
                assertThat(statement.fetchValue(Integer.class, 1)).isEqualTo(1);
                con.close();
                con.close();
                assertThat(con.isClosed()).isTrue();
                try (PgConnection next = pool.acquire()) {
                    assertThatThrownBy(() -> con.fetch("select 1")).isInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(
                                    () -> con.withTimeout(Duration.ofSeconds(1)).fetch("select 1"))
                            .isInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(() -> statement.fetch(1)).isInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(con::transaction).isInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(() -> con.addListener("x", (_, _) -> {}))
                            .isInstanceOf(IllegalStateException.class);
                    con.terminate();
                    assertThat(next.fetchValue(Integer.class, "select 2")).isEqualTo(2);
                }
            }
        });
    }

    @Test
    void aPoolGrowsToItsLimitAndNoFurther(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            PoolOptions options = PoolOptions.DEFAULT.withMaxSize(3).withMinSize(2);
            try (PgPool pool = Postgres.createPool(database.options(), options)) {
                assertThat(pool.stats().size()).isEqualTo(2);
                Set<Integer> pids = new HashSet<>();
                List<LoopFuture<Object>> running = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    running.add(pool.fetchValueAsync("select pg_backend_pid() from pg_sleep(0.3)"));
                }
                for (LoopFuture<Object> one : running) {
                    pids.add((Integer) Async.await(one));
                }
                assertThat(pids).hasSize(3);
                PoolStats stats = pool.stats();
                assertThat(stats.size()).isEqualTo(3);
                assertThat(stats.idle()).isEqualTo(3);
                assertThat(stats.opened()).isEqualTo(3);
                assertThat(stats.waited()).isPositive();
            }
        });
    }

    @Test
    void aUserWhoWaitsTooLongHearsOfIt(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE);
                    PgConnection _ = pool.acquire()) {
                long before = loop.time();
                assertThatThrownBy(() -> pool.acquire(Duration.ofMillis(50)))
                        .isInstanceOf(PgTimeoutException.class)
                        .hasMessageContaining("maxSize=1");
                assertThatThrownBy(() -> pool.withTimeout(Duration.ofMillis(50)).fetch("select 1"))
                        .isInstanceOf(PgTimeoutException.class);
                assertThat(Duration.ofNanos(loop.time() - before))
                        .isBetween(Duration.ofMillis(95), Duration.ofSeconds(5));
                assertThat(pool.stats().timeouts()).isEqualTo(2);
                assertThat(pool.stats().waiting()).isZero();
            }
        });
    }

    @Test
    void aUserWhoIsCancelledPassesTheConnectionOn(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE)) {
                PgConnection held = pool.acquire();
                Task<PgConnection> waiting = loop.createTask(() -> pool.acquire());
                Task<PgConnection> granted = loop.createTask(() -> pool.acquire());
                Task<Integer> last = loop.createTask(() -> pool.fetchValue(Integer.class, "select 3"));
                Async.sleep(Duration.ZERO);
                waiting.cancel();
                held.close(); // granted to the second, which has not run yet
                granted.cancel();
                assertThat(Async.await(last)).isEqualTo(3);
                assertThatThrownBy(() -> Async.await(waiting)).isInstanceOf(CancellationException.class);
                assertThatThrownBy(() -> Async.await(granted)).isInstanceOf(CancellationException.class);
                assertThat(pool.stats().idle()).isEqualTo(1);
                assertThat(pool.stats().acquired()).isZero();
            }
        });
    }

    @Test
    void aCancelledStatementIsCancelledOnTheServerAndItsConnectionComesBack(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE)) {
                LoopFuture<Object> slow = pool.fetchValueAsync("select pg_sleep(20)");
                Async.sleep(Duration.ofMillis(50));
                slow.cancel(false);
                long before = loop.time();
                assertThat(pool.fetchValue(Integer.class, "select 4")).isEqualTo(4);
                assertThat(Duration.ofNanos(loop.time() - before)).isLessThan(Duration.ofSeconds(5));
                assertThat(pool.stats().opened()).isEqualTo(1);
            }
        });
    }

    @Test
    void thousandsMayWaitAndFailAtOnce(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            PoolOptions refusing = ONE.withMinSize(0)
                    .withConnect(_ -> CompletableFuture.failedFuture(new PgException("there is no server")));
            try (PgPool pool = Postgres.createPool(database.options(), refusing)) {
                List<LoopFuture<Object>> all = new ArrayList<>();
                for (int i = 0; i < 5000; i++) {
                    all.add(pool.fetchValueAsync("select 1"));
                }
                for (LoopFuture<Object> one : all) {
                    assertThatThrownBy(() -> Async.await(one)).isInstanceOf(PgException.class);
                }
            }
        });
    }
}
