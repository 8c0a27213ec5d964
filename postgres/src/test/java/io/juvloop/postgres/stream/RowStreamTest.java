package io.juvloop.postgres.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.AccessRule;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

@PostgresTest
class RowStreamTest {
    private static final String NUMBERS = "select g, 'row ' || g as text from generate_series(1, $1) g";

    private final TestDatabase database;

    RowStreamTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void allRowsComeInOrderWithoutATransaction(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            for (int count : new int[] {0, 1, 63, 64, 65, 100_000}) {
                int expected = 0;
                try (RowStream rows = con.stream(NUMBERS, count)) {
                    assertThat(rows.columns()).hasSize(2);
                    for (Row row : rows) {
                        expected++;
                        assertThat(row.getInt("g")).isEqualTo(expected);
                    }
                    assertThat(rows.next()).isNull();
                }
                assertThat(expected).isEqualTo(count);
                assertThat(con.isInTransaction()).isFalse();
            }
        });
    }

    @Test
    void portionsFollowTheSizeOfTheRowsSoThatLittleIsInHand(EventLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con = Postgres.connect(proxy.through(database.options()))) {
                try (RowStream rows = con.stream("select repeat('x', 1000) from generate_series(1, 100000)")) {
                    for (int i = 0; i < 500; i++) {
                        assertThat(rows.next()).isNotNull();
                    }
                    Async.sleep(Duration.ofMillis(100));
                    assertThat(proxy.bytesToClient()).isBetween(500_000L, 900_000L);
                }
                assertThat(proxy.bytesToClient()).isLessThan(1_000_000L);
                assertThat(con.fetchValue("select 1")).isEqualTo(1);
            }
        }));
    }

    @Test
    void leavingEarlyNeitherCancelsNorReadsTheRest(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (RowStream rows = con.stream("select generate_series(1, 1000000000)")) {
                assertThat(rows.next()).isNotNull();
            }
            assertThat(con.fetchValue("select 1")).isEqualTo(1);
            try (Transaction tx = con.transaction()) {
                try (RowStream rows = tx.stream(NUMBERS, 1_000_000)) {
                    assertThat(rows.next()).isNotNull();
                }
                assertThat(tx.fetchValue("select count(*) from pg_cursors")).isEqualTo(1L); // its own
                tx.commit();
            }
        });
    }

    @Test
    void aFailureIsThrownWhereTheRowsAreTaken(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (RowStream rows = con.stream("select 1 from no_such_table")) {
                assertThatExceptionOfType(AccessRule.UndefinedTable.class).isThrownBy(rows::next);
                assertThatExceptionOfType(AccessRule.UndefinedTable.class).isThrownBy(rows::columns);
            }
            try (RowStream rows = con.stream("select $1::int", Long.MAX_VALUE)) {
                assertThatExceptionOfType(ArgumentException.class).isThrownBy(rows::next);
            }
            int[] taken = {0};
            try (RowStream rows = con.stream("select 1 / (5000 - g) from generate_series(1, 6000) g")) {
                assertThatExceptionOfType(DataException.class).isThrownBy(() -> {
                    while (rows.next() != null) {
                        taken[0]++;
                    }
                });
            }
            assertThat(taken[0]).isEqualTo(4_999);
            con.ping();
        });
    }

    @Test
    void theTaskThatHoldsAStreamCannotWaitBehindItAndOthersCan(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            Task<Object> other;
            try (RowStream rows = con.stream(NUMBERS, 10_000)) {
                assertThat(rows.next()).isNotNull();
                assertThatIllegalStateException()
                        .isThrownBy(() -> con.fetchValue("select 1"))
                        .withMessageContaining("stream");
                other = loop.createTask(() -> con.fetchValue("select 2"));
                Async.sleep(Duration.ofMillis(5));
                assertThat(other.isDone()).isFalse();
            }
            assertThat(Async.await(other)).isEqualTo(2);
        });
    }

    @Test
    void aStreamWhoseStatementTakesTooLongIsCancelled(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (RowStream rows = con.withTimeout(Duration.ofMillis(100)).stream("select pg_sleep(20)")) {
                assertThatExceptionOfType(PgTimeoutException.class).isThrownBy(rows::next);
            }
            assertThat(con.fetchValue("select 1")).isEqualTo(1);
        });
    }

    @Test
    void cancellingTheTaskThatWaitsForARowCancelsTheStatement(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            Task<Object> waiting = loop.createTask(() -> {
                try (RowStream rows = con.stream("select pg_sleep(20)")) {
                    return rows.next();
                }
            });
            Async.sleep(Duration.ofMillis(50));
            waiting.cancel();
            long start = System.nanoTime();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.await(waiting));
            assertThat(con.fetchValue("select 1")).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        });
    }

    @Test
    void aStatementThatReturnsNoRowsIsAnEmptyStream(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create temp table t (a int)");
            try (RowStream rows = con.stream("insert into t values ($1)", 1)) {
                assertThat(rows.next()).isNull();
            }
            try (RowStream rows = con.stream("insert into t select generate_series(1, 200) returning a")) {
                assertThat(rows).hasSize(200);
            }
            assertThat(con.fetchValue("select count(*) from t")).isEqualTo(201L);
        });
    }

    @Test
    void batchesCanBeTakenWithoutATask(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            int count = 0;
            try (RowStream rows = con.stream(NUMBERS, 1_000)) {
                List<Row> batch = Async.await(rows.nextBatchAsync());
                while (!batch.isEmpty()) {
                    count += batch.size();
                    batch = Async.await(rows.nextBatchAsync());
                }
            }
            assertThat(count).isEqualTo(1_000);
        });
    }

    @Test
    void aStreamThatIsClosedBeforeItBeginsIsNotRun(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create temp table t (a int)");
            LoopFuture<Object> sleeping = con.fetchValueAsync("select 1 from pg_sleep(0.1)");
            RowStream rows = con.stream("insert into t values (1) returning a");
            rows.close();
            assertThat(sleeping.isDone()).isFalse();
            assertThat(rows.next()).isNull();
            assertThat(con.fetchValue("select count(*) from t")).isEqualTo(0L);
        });
    }
}
