package io.juvloop.postgres.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.Notifications;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.StatementOptions;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Limits that are longer than the clock of the loop can count have no end.
@PostgresTest
class LongLimitsTest {
    private final TestDatabase database;

    LongLimitsTest(TestDatabase database) {
        this.database = database;
    }

    static Duration[] limits() {
        return new Duration[] {
            ChronoUnit.FOREVER.getDuration(), Duration.ofNanos(Long.MAX_VALUE), Duration.ofNanos(Long.MAX_VALUE / 2)
        };
    }

    private PgOptions options(Duration limit) {
        return database.options()
                .withConnectTimeout(limit)
                .withCommandTimeout(limit)
                .withCancelTimeout(limit)
                .withHeartbeat(limit)
                .withStatements(StatementOptions.DEFAULT.withCacheLifetime(limit));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void aConnectionWorks(Duration limit, EventLoop loop) {
        InTask.run(loop, () -> {
            PgConnection con = Postgres.connect(options(limit));
            assertThat(con.fetchValue("select 1")).isEqualTo(1);
            assertThat(con.withTimeout(limit).fetchValue("select 2 from pg_sleep(0.01)"))
                    .isEqualTo(2);
            try (RowStream rows = con.stream("select generate_series(1, 1000)")) {
                assertThat(rows).hasSize(1_000);
            }
            try (Notifications news = con.listen("news")) {
                con.execute("notify news");
                assertThat(news.next(limit)).isNotNull();
                assertThat(news.next(limit.negated())).isNull();
            }
            var sleeping = con.fetchAsync("select pg_sleep(20)");
            Async.sleep(Duration.ofMillis(20));
            assertThat(sleeping.cancel(true)).isTrue();
            assertThat(con.fetchValue("select 3")).isEqualTo(3);
            con.close(limit);
        });
    }

    @ParameterizedTest
    @MethodSource("limits")
    void aPoolWorks(Duration limit, EventLoop loop) {
        InTask.run(loop, () -> {
            PoolOptions endless = PoolOptions.DEFAULT
                    .withMaxSize(2)
                    .withAcquireTimeout(limit)
                    .withMaxIdle(limit)
                    .withMaxLifetime(limit)
                    .withCheckAfterIdle(limit);
            PgPool pool = Postgres.createPool(options(limit), endless);
            PgConnection first = pool.acquire(limit);
            try (PgConnection second = pool.acquire()) {
                assertThat(second.fetchValue("select 1")).isEqualTo(1);
            }
            first.close(limit);
            assertThat(pool.withTimeout(limit).fetchValue("select 2")).isEqualTo(2);
            assertThat(pool.stats().idle()).isEqualTo(2);
            assertThat(pool.stats().opened()).isEqualTo(2);
            pool.close(limit);
        });
    }
}
