package io.juvloop.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Streams of a pool, and streams that are left open when a connection is given back.
@PostgresTest
class PoolStreamTest {
    private static final PoolOptions ONE = PoolOptions.DEFAULT.withMaxSize(1);

    private static void isFree(PgPool pool) {
        assertThat(pool.fetchValue(Integer.class, "select 1")).isEqualTo(1);
        assertThat(pool.stats().acquired()).isZero();
        assertThat(pool.stats().opened()).isEqualTo(1);
    }

    @Test
    void aStreamHasAConnectionUntilItsEnd(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE);
                    RowStream rows = pool.stream("select n from generate_series(1, $1) n", 50_000)) {
                assertThat(pool.stats().acquired()).isZero();
                assertThat(rows.columns()).hasSize(1);
                assertThat(pool.stats().acquired()).isEqualTo(1);
                long sum = 0;
                for (Row row : rows) {
                    sum += row.getInt(0);
                }
                assertThat(sum).isEqualTo(50_000L * 50_001 / 2);
                isFree(pool);
                assertThat(rows.next()).isNull();
            }
        });
    }

    @Test
    void aStreamThatIsLeftEarlyGivesItsConnectionBack(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE)) {
                try (RowStream rows = pool.stream("select n from generate_series(1, 10000000) n")) {
                    assertThat(rows.next()).isNotNull();
                }
                isFree(pool);
                pool.stream("select 1").close();
                isFree(pool);
            }
        });
    }

    @Test
    void aStreamWhoseStatementFailsGivesItsConnectionBack(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE)) {
                try (RowStream rows = pool.stream("select 1 / (n - 3) from generate_series(1, $1) n", 5)) {
                    assertThatThrownBy(() -> {
                                for (Row row : rows) {
                                    assertThat(row.size()).isEqualTo(1);
                                }
                            })
                            .isInstanceOf(DataException.class);
                }
                isFree(pool);
            }
        });
    }

    @Test
    void aStreamWaitsForAConnectionNoLongerThanItMay(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE)) {
                try (PgConnection _ = pool.acquire();
                        RowStream rows = pool.withTimeout(Duration.ofMillis(30)).stream("select 1")) {
                    assertThatThrownBy(rows::next).isInstanceOf(PgTimeoutException.class);
                    assertThatThrownBy(rows::columns).isInstanceOf(IllegalStateException.class);
                }
                isFree(pool);
            }
        });
    }

    @Test
    void aStreamThatIsLeftOpenDoesNotHoldUpTheNextUser(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE)) {
                PgConnection con = pool.acquire();
                RowStream rows = con.stream("select n from generate_series(1, 10000000) n");
                assertThat(rows.next()).isNotNull();
                con.close();
                try (var _ = Async.timeout(Duration.ofSeconds(5))) {
                    isFree(pool);
                }
                assertThatThrownBy(() -> {
                            while (rows.next() != null) {
                                assertThat(rows).isNotNull();
                            }
                        })
                        .isInstanceOf(RuntimeException.class);
            }
        });
    }

    @Test
    void copiesRunOnAnyConnection(EventLoop loop, TestDatabase database) {
        database.sql("create table if not exists copied (n int, t text)");
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE)) {
                long rows = pool.copyRecordsToTable(
                        "copied", List.of("n", "t"), List.of(new Object[] {1, "a"}, new Object[] {2, "b"}));
                assertThat(rows).isEqualTo(2);
                assertThat(pool.executeMany(
                                "insert into copied values ($1, $2)", List.<Object[]>of(new Object[] {3, "c"})))
                        .isEqualTo(1);
                assertThat(pool.fetchValue(Long.class, "select count(*) from copied"))
                        .isEqualTo(3);
                isFree(pool);
            }
        });
    }
}
