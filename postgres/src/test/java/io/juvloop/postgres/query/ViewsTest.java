package io.juvloop.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.EventLoop;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PgStatement;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.ResultTooLarge;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Views with limits: of a transaction, of a pool, of a statement. Each is what it is a view of.
@PostgresTest
class ViewsTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String LARGE = "select repeat('x', 1000)";

    private final TestDatabase database;

    ViewsTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void aViewOfATransactionEndsIt(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create table seen (n int)");
            try (Transaction tx = con.transaction()) {
                Transaction limited = tx.withTimeout(LONG).withMaxResultBytes(100);
                limited.begin();
                limited.execute("insert into seen values (1)");
                assertThatExceptionOfType(ResultTooLarge.class).isThrownBy(() -> limited.fetch(LARGE));
                assertThat(limited.isOpen()).isTrue();
                limited.commit();
                assertThat(tx.isOpen()).isFalse();
                assertThatIllegalStateException().isThrownBy(() -> limited.fetch("select 1"));
                assertThatIllegalStateException().isThrownBy(tx::commit);
            }
            try (Transaction tx = con.transaction().withMaxResultBytes(100)) {
                tx.execute("insert into seen values (2)");
            }
            try (Transaction tx = con.transaction()) {
                tx.execute("insert into seen values (3)");
                tx.withTimeout(LONG).rollback();
                assertThat(tx.isOpen()).isFalse();
            }
            assertThat(con.isInTransaction()).isFalse();
            assertThat(con.fetch(Integer.class, "select n from seen")).containsExactly(1);
        });
    }

    @Test
    void aViewOfATransactionLimitsItsStatementsAndItsCommit(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create table slow (n int);"
                    + " create function wait() returns trigger language plpgsql as"
                    + " $$ begin perform pg_sleep(20); return null; end $$;"
                    + " create constraint trigger waits after insert on slow deferrable initially deferred"
                    + " for each row execute function wait()");
            try (Transaction tx = con.transaction()) {
                assertThatExceptionOfType(PgTimeoutException.class)
                        .isThrownBy(() -> tx.withTimeout(SHORT).fetch("select pg_sleep(20)"));
            }
            try (Transaction tx = con.transaction()) {
                tx.execute("insert into slow values (1)");
                assertThatExceptionOfType(PgTimeoutException.class)
                        .isThrownBy(() -> tx.withTimeout(SHORT).commit());
            }
            con.ping();
            assertThat(con.isInTransaction()).isFalse();
            assertThat(con.fetchValue("select count(*) from slow")).isEqualTo(0L);
        });
    }

    @Test
    void aViewOfAPoolIsAPoolWithLimitsAlsoOnItsConnections(EventLoop loop) {
        InTask.run(loop, () -> {
            PoolOptions one = PoolOptions.DEFAULT.withMaxSize(1);
            try (PgPool pool = Postgres.createPool(database.options(), one)) {
                PgPool hurried = pool.withMaxResultBytes(100).withTimeout(SHORT);
                PgPool small = pool.withTimeout(LONG).withMaxResultBytes(100);
                assertThatExceptionOfType(PgTimeoutException.class)
                        .isThrownBy(() -> hurried.fetch("select pg_sleep(20)"));
                assertThatExceptionOfType(ResultTooLarge.class).isThrownBy(() -> small.fetch(LARGE));
                small.run(con -> assertThatExceptionOfType(ResultTooLarge.class).isThrownBy(() -> con.fetch(LARGE)));
                hurried.run(con -> assertThatExceptionOfType(PgTimeoutException.class)
                        .isThrownBy(() -> con.fetch("select pg_sleep(20)")));
                try (PgConnection held = pool.acquire()) {
                    assertThat(held.fetchValue(LARGE)).isNotNull();
                    assertThatExceptionOfType(PgTimeoutException.class).isThrownBy(hurried::acquire);
                    assertThat(hurried.stats().acquired()).isEqualTo(1);
                }
                assertThatIllegalArgumentException().isThrownBy(() -> pool.withTimeout(Duration.ZERO));
                assertThatIllegalArgumentException().isThrownBy(() -> pool.withMaxResultBytes(0));
                small.close();
                assertThat(pool.isClosed()).isTrue();
            }
        });
    }

    @Test
    void aViewOfAStatementLimitsItAndClosesIt(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            PgStatement sleep = con.prepare("select 7 from pg_sleep($1)");
            PgStatement hurried = sleep.withTimeout(SHORT);
            assertThatExceptionOfType(PgTimeoutException.class).isThrownBy(() -> hurried.fetch(20.0));
            assertThat(hurried.withTimeout(LONG).fetchValue(0.2)).isEqualTo(7);
            assertThat(sleep.fetchValue(0.2)).isEqualTo(7);
            hurried.close();
            assertThatIllegalStateException().isThrownBy(() -> sleep.fetch(0.0));
            assertThatIllegalStateException().isThrownBy(() -> hurried.fetch(0.0));
            sleep.close();
            try (PgStatement large = con.prepare(LARGE)) {
                assertThatExceptionOfType(ResultTooLarge.class)
                        .isThrownBy(() -> large.withMaxResultBytes(100).fetch());
                assertThat(large.fetch()).hasSize(1);
            }
        });
    }

    private record Pair(int a, String b) {}

    @Test
    void aStatementRunsInEveryWayThatAConnectionDoes(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("create table pairs (a int, b text)");
            try (PgStatement insert = con.prepare("insert into pairs values ($1, $2) returning a, b");
                    PgStatement read = con.prepare("select a, b from pairs where a >= $1 order by a")) {
                assertThat(insert.fetchMany(List.of(List.of(1, "x"), new Pair(2, "y"))))
                        .extracting(row -> row.as(Pair.class))
                        .containsExactly(new Pair(1, "x"), new Pair(2, "y"));
                assertThat(read.fetchRow(Pair.class, 2)).isEqualTo(new Pair(2, "y"));
                assertThat(read.fetchRow(Pair.class, 3)).isNull();
                assertThat(read.fetchRow(Integer.class, 1)).isEqualTo(1);
                assertThat(read.fetch(Pair.class, 1)).hasSize(2);
            }
        });
    }
}
