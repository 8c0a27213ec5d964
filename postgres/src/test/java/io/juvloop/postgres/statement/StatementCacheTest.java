package io.juvloop.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.InvalidCachedStatement;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.PgStatement;
import io.juvloop.postgres.PgType;
import io.juvloop.postgres.StatementMode;
import io.juvloop.postgres.StatementOptions;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@PostgresTest
class StatementCacheTest {

    private final TestDatabase database;

    StatementCacheTest(TestDatabase database) {
        this.database = database;
    }

    private static long onServer(PgConnection con) {
        return con.fetchValue(Long.class, "select count(*) from pg_prepared_statements");
    }

    private PgOptions cached(int statements) {
        return database.options().withStatements(StatementOptions.DEFAULT.withCacheSize(statements));
    }

    /// It would run inside of the transaction, and be undone with that though its caller has the row.
    @Test
    void anOutdatedStatementInFrontOfATransactionIsNotRunAgain(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create table altered_before (i int)");
            String sql = "insert into altered_before values ($1::int) returning *";
            assertThat(con.fetchRow(sql, 1)).isNotNull();
            con.execute("alter table altered_before add column j int");
            LoopFuture<?> outdated = con.fetchRowAsync(sql, 2);
            try (Transaction tx = con.transaction()) {
                tx.execute("select 1");
                assertThatExceptionOfType(InvalidCachedStatement.class).isThrownBy(() -> Async.await(outdated));
            }
            assertThat(con.fetchRow(sql, 3)).isNotNull();
            assertThat(con.fetch(Integer.class, "select i from altered_before")).containsExactly(1, 3);
        });
    }

    @Test
    @Tag("case-14")
    void aTableThatWasAlteredIsReadWithoutAnError(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create table altered (i int); insert into altered values (2)");
            assertThat(con.fetchValue("select * from altered")).isEqualTo(2);
            con.execute("alter table altered alter i type text");
            assertThat(con.fetchValue("select * from altered")).isEqualTo("2");
            assertThat(con.fetchValue("select * from altered")).isEqualTo("2");
        });
    }

    @Test
    @Tag("case-14")
    void insideATransactionTheAlterationIsAnError(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create table altered_inside (i int); insert into altered_inside values (2)");
            assertThat(con.fetchValue("select * from altered_inside")).isEqualTo(2);
            con.execute("alter table altered_inside alter i type text");
            try (Transaction tx = con.transaction()) {
                assertThatExceptionOfType(InvalidCachedStatement.class)
                        .isThrownBy(() -> tx.fetchValue("select * from altered_inside"));
            }
            assertThat(con.fetchValue("select * from altered_inside")).isEqualTo("2");
        });
    }

    @Test
    void statementsInFlightWhileATableIsAlteredAreAllRight(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create table altered_in_flight (i int); insert into altered_in_flight values (2)");
            assertThat(con.fetchValue("select * from altered_in_flight")).isEqualTo(2);
            var altering = con.executeAsync("alter table altered_in_flight alter i type text");
            List<LoopFuture<Object>> behind = IntStream.range(0, 20)
                    .mapToObj(i -> con.fetchValueAsync("select * from altered_in_flight"))
                    .toList();
            assertThat(altering.get().tag()).isEqualTo("ALTER TABLE");
            assertThat(Async.await(Async.gather(behind))).hasSize(20).containsOnly("2");
        });
    }

    @Test
    @Tag("case-15")
    void theServerHasNoMoreStatementsThanTheCacheAndTheOneThatRuns(EventLoop loop) {
        InConnection.run(loop, cached(2), con -> {
            for (int i = 0; i < 100; i++) {
                for (int j = 0; j < 4; j++) {
                    assertThat(con.fetchValue("select " + j + " + $1::int", i)).isEqualTo(i + j);
                }
                assertThat(onServer(con)).isLessThanOrEqualTo(3);
            }
        });
    }

    @Test
    void manyStatementsAtOnceOverASmallCacheAllRun(EventLoop loop) {
        InConnection.run(loop, cached(2), con -> {
            List<LoopFuture<Object>> all = IntStream.range(0, 50)
                    .mapToObj(i -> con.fetchValueAsync("select " + i % 10 + " + $1::int", i))
                    .toList();
            List<Object> values = Async.await(Async.gather(all));
            for (int i = 0; i < 50; i++) {
                assertThat(values.get(i)).isEqualTo(i + i % 10);
            }
            assertThat(con.fetchValue("select 'a'")).isEqualTo("a");
            assertThat(con.fetchValue("select 'b'")).isEqualTo("b");
            assertThat(onServer(con)).isLessThanOrEqualTo(3);
        });
    }

    @Test
    @Tag("case-15")
    void statementsThatWereDeallocatedArePreparedAnew(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            PgStatement inHand = con.prepare("select $1::int * 3");
            assertThat(con.fetchValue("select $1::int * 2", 4)).isEqualTo(8);
            con.execute("deallocate all");
            assertThat(con.fetchValue("select $1::int * 2", 5)).isEqualTo(10);
            assertThat(inHand.fetchValue(5)).isEqualTo(15);
            con.execute("discard all");
            List<LoopFuture<Object>> all = IntStream.range(0, 10)
                    .mapToObj(i -> con.fetchValueAsync("select $1::int * 2", i))
                    .toList();
            assertThat(Async.await(Async.gather(all))).contains(0, 18);
            var dropping = con.executeAsync("deallocate all");
            var behind = con.fetchValueAsync("select $1::int * 2", 7);
            assertThat(dropping.get().tag()).isEqualTo("DEALLOCATE ALL");
            assertThat(behind.get()).isEqualTo(14);
        });
    }

    @Test
    void withoutNamesNothingStaysOnTheServer(EventLoop loop) {
        InConnection.run(
                loop,
                database.options().withStatements(StatementOptions.DEFAULT.withMode(StatementMode.UNNAMED)),
                con -> {
                    con.execute("create table unnamed (i int); insert into unnamed values (1)");
                    for (int i = 0; i < 3; i++) {
                        assertThat(con.fetchValue("select i from unnamed where i = $1", 1))
                                .isEqualTo(1);
                    }
                    con.execute("alter table unnamed alter i type text");
                    assertThat(con.fetchValue("select i from unnamed where $1::int = 1", 1))
                            .isEqualTo("1");
                    assertThat(con.fetch("select * from unnamed"))
                            .singleElement()
                            .satisfies(row -> assertThat(row.get(0)).isEqualTo("1"));
                    con.execute("alter table unnamed add j int default 9");
                    assertThat(con.fetchRow("select * from unnamed").getInt("j"))
                            .isEqualTo(9);
                    List<LoopFuture<Object>> all = IntStream.range(0, 30)
                            .mapToObj(i -> con.fetchValueAsync("select " + i % 3 + " + $1::int", i))
                            .toList();
                    List<Object> values = Async.await(Async.gather(all));
                    assertThat(values.get(29)).isEqualTo(31);
                    assertThat(onServer(con)).isZero();
                });
    }

    @Test
    void aStatementThatIsTooLongOrOldIsNotKept(EventLoop loop) {
        InConnection.run(
                loop,
                database.options()
                        .withStatements(StatementOptions.DEFAULT
                                .withCacheSize(10)
                                .withCacheLongest(40)
                                .withCacheLifetime(Duration.ofMillis(1))),
                con -> {
                    String longer = "select $1::int + 1 /* " + "x".repeat(40) + " */";
                    assertThat(con.fetchValue(longer, 1)).isEqualTo(2);
                    assertThat(con.fetchValue(longer, 2)).isEqualTo(3);
                    assertThat(con.fetchValue("select $1::int", 1)).isEqualTo(1);
                    String name = con.fetchValue(String.class, "select max(name) from pg_prepared_statements");
                    Async.sleep(Duration.ofMillis(5));
                    assertThat(con.fetchValue("select $1::int", 1)).isEqualTo(1);
                    assertThat(con.fetchValue(String.class, "select max(name) from pg_prepared_statements"))
                            .isNotEqualTo(name);
                });
    }

    @Test
    void anotherSearchPathReadsAnotherTable(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create schema one; create table one.placed (i int); insert into one.placed values (1);"
                    + "create schema two; create table two.placed (i text); insert into two.placed values ('two')");
            con.execute("set search_path = one");
            assertThat(con.fetchValue("select i from placed")).isEqualTo(1);
            con.execute("set search_path = two");
            assertThat(con.fetchValue("select i from placed")).isEqualTo("two");
            assertThat(con.fetchValue("select i from placed where i = $1", "two"))
                    .isEqualTo("two");
        });
    }

    /// The text alone would be another statement.
    @Test
    void aStatementThatIsClosedWhileItsQueryWaitsKeepsTheTypesThatWereGiven(EventLoop loop) {
        InConnection.run(
                loop, database.options().withStatements(StatementOptions.DEFAULT.withPipelineDepth(1)), con -> {
                    LoopFuture<?> before;
                    LoopFuture<Object> waiting;
                    PgType integer = con.prepare("select $1::int").parameters().getFirst();
                    try (PgStatement statement = con.prepare("select $1", integer)) {
                        before = con.fetchAsync("select pg_sleep(0.05)");
                        waiting = statement.fetchValueAsync(5);
                    }
                    Async.await(before);
                    assertThat(Async.await(waiting)).isEqualTo(5);
                });
    }
}
