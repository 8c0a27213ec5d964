package io.juvloop.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Outcome;
import io.juvloop.TaskGroup;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.InvalidTransactionState;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.SqlStates;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.StatementOptions;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Several statements on one connection at once.
@PostgresTest
class PipeliningTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestDatabase database;

    PipeliningTest(TestDatabase database) {
        this.database = database;
    }

    /// The proxy counts messages, which it must be able to read.
    private PgOptions plain() {
        return database.options().withSslMode(SslMode.DISABLE);
    }

    @Test
    @Tag("case-13")
    void oneOfSixteenThatFailsHarmsNoOther(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            List<LoopFuture<Integer>> all = IntStream.range(0, 16)
                    .mapToObj(
                            i -> con.fetchValueAsync(Integer.class, "select 8 / $1::int + $2::int", i == 7 ? 0 : 8, i))
                    .toList();
            List<Outcome<Integer>> outcomes = Async.await(Async.gatherOutcomes(all));
            for (int i = 0; i < 16; i++) {
                if (i == 7) {
                    assertThat(all.get(i).exceptionNow())
                            .isInstanceOfSatisfying(
                                    DataException.class,
                                    failure -> assertThat(failure.sqlState()).isEqualTo(SqlStates.DIVISION_BY_ZERO));
                } else {
                    assertThat(all.get(i).resultNow()).isEqualTo(1 + i);
                }
            }
            assertThat(outcomes).hasSize(16);
            assertThat(con.isInTransaction()).isFalse();
        });
    }

    @Test
    void statementsRunInTheOrderInWhichTheyWereStarted(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create table ordered (n serial, i int)");
            List<LoopFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                all.add(
                        i % 7 == 0
                                ? con.executeAsync("insert into ordered (i) values (" + i + ")")
                                : con.executeAsync("insert into ordered (i) values ($1)", i));
            }
            Async.await(Async.gather(all));
            List<Integer> inOrder = con.fetch(Integer.class, "select i from ordered order by n");
            assertThat(inOrder).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
        });
    }

    @Test
    void aBurstOfNewStatementsIsDescribedTogether(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con = Postgres.connect(proxy.through(plain()))) {
                proxy.holdAnswersUntilSyncs(20); // as many Parse as there are statements come before any answer
                List<LoopFuture<Row>> all = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    all.add(con.fetchRowAsync("select " + i + " + $1::int as burst", 100));
                }
                List<Row> rows = Async.waitFor(Async.gather(all), SOON);
                for (int i = 0; i < 20; i++) {
                    assertThat(rows.get(i).getInt(0)).isEqualTo(100 + i);
                }
            }
        });
    }

    @Test
    void whatIsKnownOnTheLoopTakesOneFlightOnAnotherConnection(EventLoop loop) {
        String sql = "select $1::int8 * 2 as known";
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection first = Postgres.connect(proxy.through(plain()))) {
                assertThat(first.fetchValue(sql, 4)).isEqualTo(8L);
                try (PgConnection second = Postgres.connect(proxy.through(plain()))) {
                    proxy.holdAnswersUntilSyncs(1);
                    assertThat(second.fetchValue(sql, 5)).isEqualTo(10L);
                    assertThat(proxy.syncs()).isEqualTo(1);
                }
            }
        });
    }

    @Test
    void aStatementThatNeedsOneBeforeItIsDescribedAgainInItsPlace(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            LoopFuture<List<Row>> making = con.fetchAsync("create table made_before as select $1::int as i", 5);
            LoopFuture<Object> reading = con.fetchValueAsync("select i from made_before where i = $1", 5);
            assertThat(reading.get()).isEqualTo(5);
            assertThat(making.get()).isEmpty();
        });
    }

    @Test
    void describingAheadDoesNotEndATransaction(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction()) {
                LoopFuture<List<Row>> making = tx.fetchAsync("create table made_inside as select $1::int as i", 6);
                LoopFuture<Object> reading = tx.fetchValueAsync("select i from made_inside where i = $1", 6);
                assertThat(reading.get()).isEqualTo(6);
                assertThat(making.get()).isEmpty();
                tx.commit();
            }
            assertThat(con.fetchValue("select i from made_inside")).isEqualTo(6);
        });
    }

    @Test
    void whatManyTasksStartInOneRoundLeavesInFewPieces(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con = Postgres.connect(proxy.through(plain()))) {
                assertThat(con.fetchValue("select $1::int", 1)).isEqualTo(1);
                int before = proxy.writes();
                try (TaskGroup group = new TaskGroup()) {
                    for (int i = 0; i < 16; i++) {
                        int value = i;
                        var _ = group.createTask(() -> assertThat(con.fetchValue("select $1::int", value))
                                .isEqualTo(value));
                    }
                }
                assertThat(proxy.writes() - before).isBetween(1, 3);
            }
        });
    }

    @Test
    void moreThanThePipelineMayHoldWait(EventLoop loop) {
        InConnection.run(
                loop, database.options().withStatements(StatementOptions.DEFAULT.withPipelineDepth(2)), con -> {
                    List<LoopFuture<Object>> all = IntStream.range(0, 100)
                            .mapToObj(i -> con.fetchValueAsync("select $1::int", i))
                            .toList();
                    List<Object> values = Async.await(Async.gather(all));
                    assertThat(values)
                            .isEqualTo(
                                    List.copyOf(IntStream.range(0, 100).boxed().toList()));
                });
    }

    @Test
    void muchIsWrittenAndReadAtOnceWithoutStandingStill(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            byte[] large = new byte[200_000];
            List<LoopFuture<Row>> all = IntStream.range(0, 200)
                    .mapToObj(i -> con.fetchRowAsync("select $1::bytea, $2::int", large, i))
                    .toList();
            List<Row> rows = Async.waitFor(Async.gather(all), Duration.ofSeconds(60));
            for (int i = 0; i < 200; i++) {
                assertThat(rows.get(i).getBuffer(0).remaining()).isEqualTo(200_000);
                assertThat(rows.get(i).getInt(1)).isEqualTo(i);
            }
        });
    }

    @Test
    void aStatementThatFailsInATransactionMakesThoseBehindItFail(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction()) {
                LoopFuture<Object> wrong = tx.fetchValueAsync("select 1 / $1::int", 0);
                LoopFuture<Object> behind = tx.fetchValueAsync("select 1 / $1::int", 1);
                assertThatExceptionOfType(DataException.class).isThrownBy(() -> Async.await(wrong));
                assertThatExceptionOfType(InvalidTransactionState.InFailed.class)
                        .isThrownBy(() -> Async.await(behind));
            }
            assertThat(con.isInTransaction()).isFalse();
            assertThat(con.fetchValue("select 1 / $1::int", 1)).isEqualTo(1);
        });
    }

    @Test
    void anArgumentThatDoesNotFitHarmsNoTransaction(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (Transaction tx = con.transaction()) {
                assertThatExceptionOfType(ArgumentException.class)
                        .isThrownBy(() -> tx.fetchValue("select $1::int4", 1L << 40));
                assertThat(tx.fetchValue("select $1::int4", 1)).isEqualTo(1);
                assertThat(con.isInTransaction()).isTrue();
                tx.commit();
            }
        });
    }

    @Test
    void aCallOnAnotherThreadIsRefused(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            Throwable refused = Async.toThread(() -> {
                try {
                    var _ = con.fetchAsync("select 1");
                    return null;
                } catch (IllegalStateException expected) {
                    return expected;
                }
            });
            assertThat(refused).isNotNull().hasMessageContaining("thread");
        });
    }
}
