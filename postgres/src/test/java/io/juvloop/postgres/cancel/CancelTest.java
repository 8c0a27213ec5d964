package io.juvloop.postgres.cancel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.Cursor;
import io.juvloop.postgres.InvalidTransactionState;
import io.juvloop.postgres.OperatorIntervention;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgStatement;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.StatementOptions;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@PostgresTest
class CancelTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final TestDatabase database;

    CancelTest(TestDatabase database) {
        this.database = database;
    }

    @FunctionalInterface
    private interface Use {
        void run() throws Exception;
    }

    /// Cancels a statement that sleeps, and uses the connection then.
    private static void afterACancel(PgConnection con, Use use) throws Exception {
        LoopFuture<List<Row>> sleeping = con.fetchAsync("select pg_sleep(20)");
        Async.sleep(Duration.ofMillis(50));
        assertThat(sleeping.cancel(true)).isTrue();
        long start = System.nanoTime();
        use.run();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Test
    @Tag("case-18")
    void afterACancelEverythingWorksWithinASecond(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create temp table t (a int)");
            PgStatement old = con.prepare("select 7");
            afterACancel(con, () -> con.execute("select 1"));
            afterACancel(con, () -> assertThat(con.fetch("select 1")).hasSize(1));
            afterACancel(
                    con, () -> assertThat(con.fetchRow("select 2").getInt(0)).isEqualTo(2));
            afterACancel(con, () -> assertThat(con.fetchValue("select 3")).isEqualTo(3));
            afterACancel(con, () -> con.prepare("select 4").close());
            afterACancel(con, () -> assertThat(old.fetchValue()).isEqualTo(7));
            afterACancel(con, () -> {
                try (Transaction tx = con.transaction();
                        Cursor cursor = con.cursor("select generate_series(1, 3)")) {
                    assertThat(cursor.fetch(5)).hasSize(3);
                    tx.commit();
                }
            });
            afterACancel(
                    con,
                    () -> assertThat(con.copyRecordsToTable("t", List.of("a"), List.of(List.of(1))))
                            .isEqualTo(1));
            afterACancel(
                    con,
                    () -> assertThat(con.copyFromTable("t", data -> {}, CopyOptions.TEXT))
                            .isEqualTo(1));
            old.close();
        });
    }

    @Test
    @Tag("case-19")
    void inATransactionTheNextStatementFailsUntilASavepointIsRolledBack(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction()) {
                con.execute("savepoint s");
                LoopFuture<List<Row>> sleeping = con.fetchAsync("select pg_sleep(20)");
                Async.sleep(Duration.ofMillis(50));
                assertThat(sleeping.cancel(true)).isTrue();
                assertThatExceptionOfType(InvalidTransactionState.InFailed.class)
                        .isThrownBy(() -> con.fetchValue("select 1"));
                con.execute("rollback to savepoint s");
                assertThat(con.fetchValue("select 1")).isEqualTo(1);
                tx.commit();
            }
        });
    }

    @Test
    void cancellingATaskCancelsItsStatementOnTheServer(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            Task<Object> task = loop.createTask(() -> con.fetchValue("select pg_sleep(20)"));
            Async.sleep(Duration.ofMillis(50));
            task.cancel();
            long start = System.nanoTime();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.await(task));
            assertThat(con.fetchValue("select 1")).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        });
    }

    @Test
    void whatRunsIsCancelledByTheConnectionAndSaysSo(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            LoopFuture<List<Row>> sleeping = con.fetchAsync("select pg_sleep(20)");
            Async.sleep(Duration.ofMillis(50));
            con.cancel();
            assertThatExceptionOfType(OperatorIntervention.QueryCanceled.class).isThrownBy(() -> Async.await(sleeping));
            con.cancel();
            assertThat(con.fetchValue("select 1")).isEqualTo(1);
        });
    }

    @Test
    void whatAnotherConnectionCancelsEndsSoAndIsNotRepeated(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create table counted_runs (a int)");
            Object pid = con.fetchValue("select pg_backend_pid()");
            LoopFuture<List<Row>> sleeping =
                    con.fetchAsync("with run as (insert into counted_runs values (1)) select pg_sleep(20)");
            try (PgConnection other = Postgres.connect(database.options())) {
                boolean runs = false;
                while (!runs) {
                    runs = Boolean.TRUE.equals(other.fetchValue(
                            Boolean.class, "select wait_event = 'PgSleep' from pg_stat_activity where pid = $1", pid));
                }
                assertThat(other.fetchValue("select pg_cancel_backend($1)", pid))
                        .isEqualTo(true);
                assertThatExceptionOfType(OperatorIntervention.QueryCanceled.class)
                        .isThrownBy(() -> Async.await(sleeping));
                assertThat(other.fetchValue(
                                Boolean.class, "select state = 'idle' from pg_stat_activity where pid = $1", pid))
                        .isTrue();
            }
            assertThat(con.fetchValue("select count(*) from counted_runs")).isEqualTo(0L);
            con.execute("drop table counted_runs");
        });
    }

    @Test
    void whatIsNotSentYetIsTakenOutAndTheServerNeverHearsOfIt(EventLoop loop) {
        InConnection.run(
                loop, database.options().withStatements(StatementOptions.DEFAULT.withPipelineDepth(1)), con -> {
                    con.execute("create temp table t (a int)");
                    LoopFuture<List<Row>> sleeping = con.fetchAsync("select pg_sleep(0.1)");
                    LoopFuture<?> never = con.executeAsync("insert into t values ($1)", 1);
                    LoopFuture<Object> counted = con.fetchValueAsync("select count(*) from t");
                    assertThat(never.cancel(true)).isTrue();
                    assertThat(Async.await(counted)).isEqualTo(0L);
                    assertThat(sleeping.isDone()).isTrue();
                });
    }

    @Test
    void onesThatWereSentBehindTheCancelledOneHaveTheirResults(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.fetchValue("select $1::int", 0);
            con.fetch("select pg_sleep($1)", 0.0);
            for (int round = 0; round < 30; round++) {
                LoopFuture<List<Row>> sleeping = con.fetchAsync("select pg_sleep($1)", 20.0);
                List<LoopFuture<Object>> behind = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    behind.add(con.fetchValueAsync("select $1::int", i));
                }
                Async.sleep(Duration.ofMillis(round % 5));
                assertThat(sleeping.cancel(true)).isTrue();
                for (int i = 0; i < 8; i++) {
                    assertThat(Async.await(behind.get(i))).isEqualTo(i);
                }
            }
        });
    }

    /// The cancelled one ends by itself at about the time at which the signal comes, so that others are hit.
    @Test
    void aStatementThatIsHitForAnotherOneIsRunAgain(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            for (int round = 0; round < 20; round++) {
                LoopFuture<List<Row>> ending = con.fetchAsync("select pg_sleep(0.03)");
                List<LoopFuture<Object>> behind = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    behind.add(con.fetchValueAsync("select $1::int from pg_sleep(0.02)", i));
                }
                Async.sleep(Duration.ofMillis(25 + round % 10));
                boolean _ = ending.cancel(true);
                for (int i = 0; i < 3; i++) {
                    assertThat(Async.await(behind.get(i))).isEqualTo(i);
                }
            }
        });
    }

    @Test
    void oneThatCannotBeRunAgainFailsAndSaysWhy(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            for (int round = 0; round < 20; round++) {
                LoopFuture<List<Row>> ending = con.fetchAsync("select pg_sleep(0.03)");
                LoopFuture<?> behind = con.executeAsync("do $$ begin perform pg_sleep(0.02); end $$");
                Async.sleep(Duration.ofMillis(25 + round % 10));
                boolean _ = ending.cancel(true);
                try {
                    Async.await(behind);
                } catch (OperatorIntervention.QueryCanceled hit) {
                    assertThat(hit).hasMessageContaining("another statement");
                }
                assertThat(con.fetchValue("select 1")).isEqualTo(1);
            }
        });
    }

    @Test
    void aSentOneThatIsCancelledIsDroppedAndItsNeighboursAreNot(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            LoopFuture<List<Row>> first = con.fetchAsync("select pg_sleep(0.2)");
            Async.sleep(Duration.ofMillis(20));
            LoopFuture<List<Row>> second = con.fetchAsync("select pg_sleep(20)");
            LoopFuture<Object> third = con.fetchValueAsync("select 3");
            Async.sleep(Duration.ofMillis(20));
            assertThat(second.cancel(true)).isTrue();
            long start = System.nanoTime();
            assertThat(Async.await(first)).hasSize(1);
            assertThat(Async.await(third)).isEqualTo(3);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        });
    }

    @Test
    void nothingIsWrittenUntilTheCancelConnectionHasEnded(EventLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con = Postgres.connect(proxy.through(database.options()))) {
                LoopFuture<List<Row>> sleeping = con.fetchAsync("select pg_sleep(20)");
                Async.sleep(Duration.ofMillis(50));
                proxy.delayAnswers(Duration.ofMillis(150));
                long before = proxy.bytesToServer();
                assertThat(sleeping.cancel(true)).isTrue();
                LoopFuture<Object> behind = con.fetchValueAsync("select 1");
                Async.sleep(Duration.ofMillis(100));
                assertThat(proxy.bytesToServer() - before).isLessThan(50); // the request, and not the query
                proxy.delayAnswers(Duration.ZERO);
                assertThat(Async.await(behind)).isEqualTo(1);
            }
        }));
    }
}
