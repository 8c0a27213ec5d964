package io.juvloop.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.PoolStats;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Users whose time is over while a pool checks or sets up the connection that is meant for them.
@PostgresTest
class PoolCheckTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMillis(1500);
    private static final PoolOptions CHECKING =
            PoolOptions.DEFAULT.withMaxSize(1).withCheckAfterIdle(Duration.ofMillis(1));

    private static void until(BooleanSupplier condition) throws TimeoutException {
        try (var _ = Async.timeout(SOON)) {
            while (!condition.getAsBoolean()) {
                Async.sleep(Duration.ofMillis(5));
            }
        }
    }

    private static void tooLate(EventLoop loop, ThrowingCallable use) {
        long before = loop.time();
        assertThatThrownBy(use).isInstanceOf(PgTimeoutException.class).hasMessageContaining("maxSize=1");
        assertThat(Duration.ofNanos(loop.time() - before)).isLessThan(LONG);
    }

    private static void requireNobodyThere(PgPool pool) {
        PoolStats stats = pool.stats();
        assertThat(stats.timeouts()).isEqualTo(1);
        assertThat(stats.acquired() + stats.shared() + stats.waiting()).isZero();
        assertThat(stats.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theConnectionComesBackWhenTheCheckEndsWell(boolean isStatement, EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgPool pool = Postgres.createPool(proxy.through(database.options()), CHECKING)) {
                Async.sleep(Duration.ofMillis(5));
                proxy.delayAnswers(LONG);
                tooLate(loop, () -> {
                    if (isStatement) {
                        pool.withTimeout(SHORT).fetch("select 1");
                    } else {
                        pool.acquire(SHORT);
                    }
                });
                requireNobodyThere(pool);
                assertThat(pool.stats().idle()).isZero();
                proxy.delayAnswers(Duration.ZERO);
                until(() -> pool.stats().idle() == 1);
                assertThat(pool.fetchValue("select 1")).isEqualTo(1);
                assertThat(pool.stats().opened()).isEqualTo(1);
                assertThat(pool.stats().closed() + pool.stats().lost()).isZero();
                requireNobodyThere(pool);
            }
        });
    }

    @Test
    void theConnectionIsClosedWhenTheCheckFails(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgPool pool = Postgres.createPool(proxy.through(database.options()), CHECKING)) {
                Async.sleep(Duration.ofMillis(5));
                proxy.dropPresent();
                tooLate(loop, () -> pool.acquire(SHORT));
                requireNobodyThere(pool);
                until(() -> pool.stats().closed() == 1);
                until(() -> pool.stats().idle() == 1);
                assertThat(pool.fetchValue("select 1")).isEqualTo(1);
                assertThat(pool.stats().opened()).isEqualTo(2);
                assertThat(pool.stats().lost()).isZero();
                requireNobodyThere(pool);
            }
        });
    }

    @Test
    void theConnectionComesBackWhenTheHookEnds(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            PoolOptions options =
                    PoolOptions.DEFAULT.withMaxSize(1).withSetup(con -> con.execute("select pg_sleep($1)", 1.5));
            try (PgPool pool = Postgres.createPool(database.options(), options)) {
                tooLate(loop, () -> pool.acquire(SHORT));
                requireNobodyThere(pool);
                until(() -> pool.stats().idle() == 1);
                assertThat(pool.fetchValue("select 1")).isEqualTo(1);
                assertThat(pool.stats().opened()).isEqualTo(1);
                assertThat(pool.stats().closed()).isZero();
                requireNobodyThere(pool);
            }
        });
    }
}
