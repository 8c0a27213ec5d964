package io.juvloop.postgres.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.IntegrityViolation;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgStatement;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@PostgresTest
class ExecuteManyTest {
    private static final String INSERT = "insert into many values ($1, $2)";

    private record Pair(int id, String text) {}

    private final TestDatabase database;

    ExecuteManyTest(TestDatabase database) {
        this.database = database;
    }

    private static void makeTable(PgConnection con) {
        con.execute("drop table if exists many; create table many (id int primary key, text text)");
    }

    private static <T> Iterable<T> generator(int count, IntFunction<T> make) {
        return () -> IntStream.range(0, count).mapToObj(make).iterator();
    }

    private static long count(PgConnection con) {
        return con.fetchValue(Long.class, "select count(*) from many");
    }

    @Test
    @Tag("case-16")
    void asManyArgumentsAsTheProtocolCountsWorkAndOneMoreIsRefused(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            List<Object> args = new ArrayList<>(Collections.nCopies(65_535, 1));
            String sum = "select cardinality(array["
                    + String.join(
                            ",",
                            IntStream.rangeClosed(1, 65_535)
                                    .mapToObj(i -> "$" + i + "::int")
                                    .toList()) + "])";
            assertThat(con.fetchValue(sum, args.toArray())).isEqualTo(65_535);
            args.add(1);
            assertThatIllegalArgumentException().isThrownBy(() -> con.fetchValue(sum, args.toArray()));
            assertThat(con.fetchValue("select $1::int", 7)).isEqualTo(7);
        });
    }

    @Test
    @Tag("case-17")
    void aRowThatViolatesAKeyIsNamedAndTheSourceIsStoppedAndNothingIsChanged(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            String text = "x".repeat(32 << 10);
            int[] taken = {0};
            Iterable<Object[]> rows = generator(1_024, i -> {
                taken[0]++;
                return new Object[] {i == 2 ? 1 : i, text};
            });
            assertThatExceptionOfType(IntegrityViolation.Unique.class)
                    .isThrownBy(() -> con.executeMany(INSERT, rows))
                    .satisfies(failure -> assertThat(failure.row()).hasValue(2));
            assertThat(taken[0]).isGreaterThanOrEqualTo(3).isLessThan(1_024);
            assertThat(count(con)).isZero();
        });
    }

    @Test
    void rowsOfEachKindAreAffectedTogether(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            assertThat(con.executeMany(INSERT, generator(1_000, i -> new Object[] {i, "a" + i})))
                    .isEqualTo(1_000);
            assertThat(con.executeMany(INSERT, List.of(List.of(1_000, "b"), new Pair(1_001, "c"))))
                    .isEqualTo(2);
            assertThat(con.executeMany("update many set text = $2 where id >= $1", List.of(List.of(998, "d"))))
                    .isEqualTo(4);
            assertThat(con.executeMany(INSERT, List.of())).isZero();
            try (PgStatement statement = con.prepare("delete from many where id = $1")) {
                assertThat(statement.executeMany(List.of(List.of(1), List.of(2), List.of(-1))))
                        .isEqualTo(2);
            }
            assertThat(count(con)).isEqualTo(1_000);
        });
    }

    @Test
    void theRowsOfEachAreReturnedInOrder(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            List<Row> rows =
                    con.fetchMany(INSERT + " returning id * 2 as twice", generator(5_000, i -> new Object[] {i, "t"}));
            assertThat(rows).hasSize(5_000);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(rows.get(i).getInt("twice")).isEqualTo(2 * i);
            }
        });
    }

    @Test
    void anArgumentThatDoesNotFitUndoesWhatWasSent(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            Iterable<Object[]> rows =
                    generator(5_000, i -> new Object[] {i == 4_000 ? Long.MAX_VALUE : (Object) i, "t"});
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> con.executeMany(INSERT, rows))
                    .withMessageContaining("row 4000")
                    .withMessageContaining("$1");
            assertThat(count(con)).isZero();
            assertThat(con.isInTransaction()).isFalse();
        });
    }

    @Test
    void whatTheSourceThrowsUndoesWhatWasSentOutsideATransactionOnly(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            IllegalStateException own = new IllegalStateException("dry");
            Iterable<Object[]> failing = generator(5_000, i -> {
                if (i == 4_000) {
                    throw own;
                }
                return new Object[] {i, "t"};
            });
            assertThatThrownBy(() -> con.executeMany(INSERT, failing)).isSameAs(own);
            assertThat(count(con)).isZero();
            try (Transaction tx = con.transaction()) {
                assertThatThrownBy(() -> tx.executeMany(INSERT, failing)).isSameAs(own);
                assertThat(con.isInTransaction()).isTrue();
                assertThat(tx.fetchValue("select 1")).isEqualTo(1);
                tx.commit();
            }
            assertThat(count(con)).isBetween(1L, 4_000L);
        });
    }

    @Test
    void whatIsStartedBehindRunsBehind(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            var many = con.executeManyAsync(INSERT, generator(2_000, i -> {
                if (i % 500 == 0) {
                    Async.sleep(Duration.ofMillis(1));
                }
                return new Object[] {i, "t"};
            }));
            var counted = con.fetchValueAsync(Long.class, "select count(*) from many");
            assertThat(Async.await(counted)).isEqualTo(2_000);
            assertThat(Async.await(many)).isEqualTo(2_000);
        });
    }

    @Test
    void aBatchThatIsCancelledChangesNothingAndItsSourceEnds(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            makeTable(con);
            int[] taken = {0};
            Iterator<Object[]> endless = generator(Integer.MAX_VALUE, i -> {
                        taken[0]++;
                        return new Object[] {i, "t"};
                    })
                    .iterator();
            Iterable<Object[]> source = () -> endless;
            var many = con.executeManyAsync(INSERT, source);
            while (taken[0] < 20_000) {
                Async.sleep(Duration.ZERO);
            }
            assertThat(many.cancel(true)).isTrue();
            assertThat(count(con)).isZero();
            int then = taken[0];
            Async.sleep(Duration.ofMillis(5));
            assertThat(taken[0]).isEqualTo(then);
        });
    }

    /// The loop's extension looks for the task that would have read the rows.
    @Test
    void aBatchThatTheConnectionRefusesLeavesNoTask(EventLoop loop) {
        InConnection.run(loop, database.options(), con -> {
            try (RowStream open = con.stream("select generate_series(1, 100000)")) {
                assertThat(open.next()).isNotNull();
                assertThatThrownBy(() -> con.executeMany("select $1::int", List.of(List.of(1))))
                        .isInstanceOf(IllegalStateException.class);
            }
        });
    }
}
