package io.juvloop.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgStatement;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Plans of statements, which are run for that and undone.
@PostgresTest
class ExplainTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final TestDatabase database;

    ExplainTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void makeTable() {
        database.sql("drop table if exists explained; create table explained (n int)");
    }

    private static long count(PgConnection con) {
        return con.fetchValue(Long.class, "select count(*) from explained");
    }

    @Test
    void whatItRunsIsUndone(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (PgStatement insert = con.prepare("insert into explained values ($1)")) {
                assertThat(insert.explain(true, 1)).contains("Actual Rows");
                assertThat(insert.explain(false, 1)).contains("ModifyTable").doesNotContain("Actual Rows");
            }
            assertThat(con.isInTransaction()).isFalse();
            assertThat(count(con)).isZero();
        });
    }

    @Test
    void oneThatIsCancelledIsCancelledOnTheServer(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            long start = System.nanoTime();
            try (PgStatement slow = con.prepare("select pg_sleep($1)")) {
                LoopFuture<String> plan = slow.explainAsync(true, 20.0);
                Async.sleep(Duration.ofMillis(50));
                assertThat(plan.cancel(true)).isTrue();
                assertThat(count(con)).isZero();
            }
            assertThat(con.isInTransaction()).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        });
    }

    @Test
    void oneThatIsRefusedBeginsNothing(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (PgStatement insert = con.prepare("insert into explained values ($1)")) {
                try (RowStream rows = con.stream("select generate_series(1, 10000)")) {
                    assertThat(rows.next()).isNotNull();
                    assertThatExceptionOfType(IllegalStateException.class)
                            .isThrownBy(() -> insert.explain(true, 1))
                            .withMessageContaining("holds a stream");
                }
                insert.execute(2);
            }
            assertThat(con.isInTransaction()).isFalse();
            assertThat(count(con)).isEqualTo(1);
        });
    }

    @Test
    void insideATransactionNothingElseIsUndone(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (PgStatement insert = con.prepare("insert into explained values (10 / $1::int)");
                    Transaction tx = con.transaction()) {
                assertThat(insert.explain(true, 1)).contains("Actual Rows");
                assertThat(count(con)).isZero();
                insert.execute(2);
                for (int i = 0; i < 3; i++) {
                    assertThat(insert.explain(true, 3)).contains("Actual Rows");
                    assertThatExceptionOfType(DataException.class).isThrownBy(() -> insert.explain(true, 0));
                    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> insert.explain(true, true));
                }
                assertThat(count(con)).isEqualTo(1);
                tx.commit();
            }
            assertThat(con.isInTransaction()).isFalse();
            assertThat(con.fetch(Integer.class, "select n from explained")).containsExactly(5);
        });
    }
}
