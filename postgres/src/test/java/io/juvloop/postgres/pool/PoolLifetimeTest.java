package io.juvloop.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.OperatorIntervention;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How connections of a pool come, age and end, on a real server.
@PostgresTest
class PoolLifetimeTest {
    private static final PoolOptions ONE = PoolOptions.DEFAULT.withMaxSize(1);
    private static final Duration SOON = Duration.ofSeconds(5);

    private static void until(BooleanSupplier condition) throws TimeoutException {
        try (var _ = Async.timeout(SOON)) {
            while (!condition.getAsBoolean()) {
                Async.sleep(Duration.ofMillis(5));
            }
        }
    }

    @Test
    @Tag("case-21")
    void aLostConnectionIsReplacedAtOnce(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE);
                    PgConnection other = Postgres.connect(database.options())) {
                PgConnection con = pool.acquire();
                AtomicInteger closed = new AtomicInteger();
                con.addCloseListener((_, _) -> closed.incrementAndGet());
                LoopFuture<Object> running = con.fetchValueAsync("select pg_sleep(20)");
                Async.sleep(Duration.ofMillis(50));
                other.execute("select pg_terminate_backend($1)", con.serverPid());
                assertThatThrownBy(() -> Async.await(running))
                        .isInstanceOf(ConnectionLost.class)
                        .hasCauseInstanceOf(OperatorIntervention.AdminShutdown.class);
                long before = loop.time();
                try (PgConnection next = pool.acquire()) {
                    assertThat(next.fetchValue(Integer.class, "select 1")).isEqualTo(1);
                }
                assertThat(Duration.ofNanos(loop.time() - before)).isLessThan(Duration.ofSeconds(1));
                con.close();
                assertThat(closed).hasValue(1);
                assertThat(pool.stats().lost()).isEqualTo(1);
                assertThat(pool.stats().size()).isEqualTo(1);
            }
        });
    }

    @Test
    void anIdleConnectionThatIsLostIsNotLent(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE);
                    PgConnection other = Postgres.connect(database.options())) {
                int pid = pool.fetchValue(Integer.class, "select pg_backend_pid()");
                other.execute("select pg_terminate_backend($1)", pid);
                until(() -> pool.stats().lost() == 1);
                until(() -> pool.stats().idle() == 1);
                assertThat(pool.fetchValue(Integer.class, "select pg_backend_pid()"))
                        .isNotEqualTo(pid);
            }
        });
    }

    @Test
    void aConnectionIsReplacedAfterItsStatements(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE.withMaxQueries(3))) {
                for (int i = 0; i < 9; i++) {
                    pool.execute("select 1");
                }
                until(() -> pool.stats().idle() == 1);
                assertThat(pool.stats().opened()).isBetween(3L, 4L);
                assertThat(pool.stats().closed()).isEqualTo(pool.stats().opened() - 1);
            }
        });
    }

    @Test
    void aConnectionIsReplacedWhenItIsOld(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE.withMaxLifetime(Duration.ofMillis(200)))) {
                int pid = pool.fetchValue(Integer.class, "select pg_backend_pid()");
                until(() -> pool.stats().closed() >= 1 && pool.stats().idle() == 1);
                assertThat(pool.fetchValue(Integer.class, "select pg_backend_pid()"))
                        .isNotEqualTo(pid);
            }
        });
    }

    @Test
    void idleConnectionsAreClosedDownToTheMinimum(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            PoolOptions options = PoolOptions.DEFAULT.withMaxSize(3).withMaxIdle(Duration.ofMillis(100));
            try (PgPool pool = Postgres.createPool(database.options(), options)) {
                PgConnection first = pool.acquire();
                PgConnection second = pool.acquire();
                first.close();
                second.close();
                assertThat(pool.stats().size()).isEqualTo(2);
                until(() -> pool.stats().size() == 1);
                Async.sleep(Duration.ofMillis(150));
                assertThat(pool.stats().size()).isEqualTo(1);
            }
        });
    }

    @Test
    void expiredConnectionsAreReplacedAndOptionsTakeEffectWithNewOnes(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            PoolOptions options = PoolOptions.DEFAULT.withMaxSize(2).withMinSize(2);
            try (PgPool pool = Postgres.createPool(database.options(), options)) {
                PgConnection held = pool.acquire();
                int pid = held.serverPid();
                pool.setOptions(database.options().withServerSetting("application_name", "the second"));
                pool.expireConnections();
                assertThat(held.fetchValue("show application_name")).isNotEqualTo("the second");
                assertThat(pool.fetchValue("show application_name")).isEqualTo("the second");
                held.close();
                until(() -> pool.stats().idle() == 2);
                assertThat(pool.fetch(Integer.class, "select pid from pg_stat_activity where pid = $1", pid))
                        .isEmpty();
            }
        });
    }

    @Test
    void anIdleConnectionIsCheckedBeforeItIsLent(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            PoolOptions options = ONE.withCheckAfterIdle(Duration.ofMillis(300));
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgPool pool = Postgres.createPool(proxy.through(database.options()), options)) {
                assertThat(pool.fetchValue(Integer.class, "select 1")).isEqualTo(1);
                Async.sleep(Duration.ofMillis(350));
                long before = proxy.bytesToServer();
                assertThat(pool.fetchValue(Integer.class, "select 1")).isEqualTo(1);
                long checked = proxy.bytesToServer() - before;
                before = proxy.bytesToServer();
                assertThat(pool.fetchValue(Integer.class, "select 1")).isEqualTo(1);
                assertThat(checked).isGreaterThan(proxy.bytesToServer() - before);
                assertThat(pool.stats().opened()).isEqualTo(1);
            }
        });
    }

    @Test
    void aConnectionThatTheNetworkHasDroppedIsNotLent(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            PoolOptions options = ONE.withCheckAfterIdle(Duration.ofMillis(10));
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgPool pool = Postgres.createPool(proxy.through(database.options()), options)) {
                Async.sleep(Duration.ofMillis(20));
                proxy.dropPresent();
                assertThat(pool.fetchValue(Integer.class, "select 1")).isEqualTo(1);
                assertThat(pool.stats().opened()).isEqualTo(2);
                assertThat(pool.stats().closed()).isEqualTo(1);
            }
        });
    }

    @Test
    void theResetIsSentWithTheNextUsersStatement(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgPool pool =
                            Postgres.createPool(proxy.through(database.options().withSslMode(SslMode.DISABLE)), ONE)) {
                pool.acquire().close();
                assertThat(pool.fetchValue(Integer.class, "select 1")).isEqualTo(1);
                Task<Integer> next = loop.createTask(() -> pool.run(con -> con.fetchValue(Integer.class, "select 1")));
                PgConnection held = pool.acquire();
                Async.sleep(Duration.ZERO);
                proxy.holdAnswersUntilSyncs(1); // that of the statement: the reset has none
                held.close();
                try (var _ = Async.timeout(SOON)) {
                    assertThat(Async.await(next)).isEqualTo(1);
                }
                assertThat(pool.stats().opened()).isEqualTo(1);
            }
        });
    }

    @Test
    void hooksRunWhenTheyAreToRun(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            AtomicInteger inits = new AtomicInteger();
            AtomicInteger setups = new AtomicInteger();
            AtomicInteger resets = new AtomicInteger();
            PoolOptions options = ONE.withInit(con -> {
                        con.execute("create temp table mine (n int)");
                        inits.incrementAndGet();
                    })
                    .withSetup(con -> {
                        con.execute("insert into mine values (1)");
                        setups.incrementAndGet();
                    })
                    .withReset(con -> {
                        con.execute("delete from mine where n = 2");
                        resets.incrementAndGet();
                    });
            try (PgPool pool = Postgres.createPool(database.options(), options)) {
                try (PgConnection con = pool.acquire()) {
                    con.execute("insert into mine values (2)");
                    con.execute("set timezone to 'Asia/Tokyo'");
                }
                assertThat(pool.fetchValue(Long.class, "select sum(n) from mine"))
                        .isEqualTo(2);
                assertThat(pool.fetchValue("show timezone")).isEqualTo("Asia/Tokyo"); // not reset by the hook
            }
            assertThat(inits).hasValue(1);
            assertThat(setups).hasValue(3);
            assertThat(resets).hasValueGreaterThanOrEqualTo(1);
        });
    }

    @Test
    void aSetupThatFailsFailsItsUserAndClosesTheConnection(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            AtomicInteger setups = new AtomicInteger();
            PoolOptions options = ONE.withSetup(con -> {
                if (setups.incrementAndGet() == 1) {
                    throw new IllegalArgumentException("not today");
                }
            });
            try (PgPool pool = Postgres.createPool(database.options(), options)) {
                assertThatThrownBy(pool::acquire).hasMessage("not today");
                assertThat(pool.fetchValue(Integer.class, "select 1")).isEqualTo(1);
                assertThat(pool.stats().opened()).isEqualTo(2);
            }
        });
    }

    @Test
    void aPoolWhoseFirstConnectionFailsIsNone(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            assertThatThrownBy(() -> Postgres.createPool(database.options().withDatabase("nowhere"), ONE))
                    .isInstanceOf(PgException.class);
            PoolOptions failing = ONE.withInit(_ -> {
                throw new IllegalArgumentException("not at all");
            });
            assertThatThrownBy(() -> Postgres.createPool(database.options(), failing))
                    .hasMessage("not at all");
        });
    }

    @Test
    void aCloseWaitsForThoseWhoHaveAConnectionAndRefusesOthers(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            PgPool pool = Postgres.createPool(database.options(), ONE);
            PgConnection held = pool.acquire();
            Task<PgConnection> waiting = loop.createTask(() -> pool.acquire());
            Async.sleep(Duration.ZERO);
            var closing = pool.closeAsync();
            assertThat(pool.isClosed()).isTrue();
            assertThatThrownBy(() -> Async.await(waiting)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(pool::acquire).isInstanceOf(IllegalStateException.class);
            assertThat(held.fetchValue(Integer.class, "select 1")).isEqualTo(1);
            assertThat(closing.isDone()).isFalse();
            held.close();
            Async.await(closing);
            pool.close();
            assertThat(pool.stats().size()).isZero();
        });
    }

    @Test
    void aCloseWithALimitTerminatesTheRest(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            PgPool pool = Postgres.createPool(database.options(), ONE);
            PgConnection held = pool.acquire();
            LoopFuture<Object> running = held.fetchValueAsync("select pg_sleep(20)");
            long before = loop.time();
            pool.close(Duration.ofMillis(100));
            assertThat(Duration.ofNanos(loop.time() - before)).isBetween(Duration.ofMillis(95), Duration.ofSeconds(5));
            assertThatThrownBy(() -> Async.await(running)).isInstanceOf(ConnectionLost.class);
            held.close();
        });
    }

    @Test
    void theCloseOfTheLoopEndsThePool(TestDatabase database) {
        EventLoop own = EventLoop.create();
        PgPool pool = InTask.call(own, () -> {
            PgPool opened = Postgres.createPool(database.options(), PoolOptions.DEFAULT.withMinSize(2));
            opened.acquire();
            return opened;
        });
        own.close();
        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    void aConnectionThatIsGivenBackWithALimitIsEndedBehindIt(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE)) {
                PgConnection busy = pool.acquire();
                LoopFuture<Object> running = busy.fetchValueAsync("select pg_sleep(20)");
                busy.close(Duration.ofMillis(100));
                assertThatThrownBy(() -> Async.await(running)).isInstanceOf(ConnectionLost.class);
                PgConnection idle = pool.acquire();
                idle.close(Duration.ZERO);
                assertThat(pool.fetchValue(Integer.class, "select 1")).isEqualTo(1);
                assertThat(pool.stats().opened()).isEqualTo(3);
            }
        });
    }
}
