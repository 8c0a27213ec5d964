package io.juvloop.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Single statements that share the connections of a pool.
@PostgresTest
class PipeliningTest {
    @Test
    void statementsShareConnectionsUpToTheirNumber(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            PoolOptions options = PoolOptions.DEFAULT.withMaxSize(1).withPipelining(8);
            try (PgPool pool = Postgres.createPool(database.options(), options)) {
                List<LoopFuture<Integer>> all = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    all.add(pool.fetchValueAsync(Integer.class, "select $1::int", i));
                }
                assertThat(pool.stats().shared()).isEqualTo(1);
                assertThat(pool.stats().waiting()).isEqualTo(12);
                for (int i = 0; i < 20; i++) {
                    assertThat(Async.await(all.get(i))).isEqualTo(i);
                }
                assertThat(pool.stats().opened()).isEqualTo(1);
                assertThat(pool.stats().idle()).isEqualTo(1);
            }
        });
    }

    @Test
    void oneThatFailsHarmsNoOther(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            PoolOptions options = PoolOptions.DEFAULT.withMaxSize(1).withPipelining(16);
            try (PgPool pool = Postgres.createPool(database.options(), options)) {
                var first = pool.fetchValueAsync(Integer.class, "select 1");
                var second = pool.fetchValueAsync(Integer.class, "select 1 / $1::int", 0);
                var third = pool.fetchValueAsync(Integer.class, "select 3");
                assertThat(Async.await(first)).isEqualTo(1);
                assertThatThrownBy(() -> Async.await(second)).isInstanceOf(DataException.class);
                assertThat(Async.await(third)).isEqualTo(3);
            }
        });
    }

    @Test
    void whatIsNoQueryAndWhoWantsAConnectionHaveOneAlone(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            PoolOptions options = PoolOptions.DEFAULT.withMaxSize(1).withPipelining(16);
            try (PgPool pool = Postgres.createPool(database.options(), options)) {
                var shared = pool.fetchValueAsync(Integer.class, "select 1 from pg_sleep(0.05)");
                var alone = pool.executeAsync("set timezone to 'Asia/Tokyo'");
                var acquired = pool.acquireAsync();
                var behind = pool.fetchValueAsync("select current_setting('timezone')");
                assertThat(shared.isDone()).isFalse();
                assertThat(pool.stats().waiting()).isEqualTo(3);
                Async.await(alone);
                assertThat(shared.isDone()).isTrue();
                try (PgConnection con = Async.await(acquired)) {
                    assertThat(con.fetchValue("show timezone")).isNotEqualTo("Asia/Tokyo");
                    con.execute("set timezone to 'Asia/Tokyo'");
                    assertThat(behind.isDone()).isFalse();
                }
                assertThat(Async.await(behind)).isNotEqualTo("Asia/Tokyo");
            }
        });
    }

    @Test
    void aPoolGrowsWhileStatementsShare(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            PoolOptions options = PoolOptions.DEFAULT.withMaxSize(2).withPipelining(4);
            try (PgPool pool = Postgres.createPool(database.options(), options)) {
                var first = pool.fetchValueAsync("select pg_sleep(0.05)");
                assertThat(pool.stats().opening()).isZero();
                var second = pool.fetchValueAsync("select pg_sleep(0.05)");
                assertThat(pool.stats().opening()).isEqualTo(1);
                Async.await(Async.gather(first, second));
                try (var _ = Async.timeout(Duration.ofSeconds(10))) {
                    while (pool.stats().opened() < 2) {
                        Async.sleep(Duration.ofMillis(5));
                    }
                }
                assertThat(pool.stats().size()).isEqualTo(2);
            }
        });
    }
}
