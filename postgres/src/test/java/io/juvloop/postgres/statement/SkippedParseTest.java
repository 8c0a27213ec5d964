package io.juvloop.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.Pipeline;
import io.juvloop.postgres.PipelineAborted;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Statements that another connection of the loop has learnt, so that Parse goes in the same flight, and of which the
/// server has not done that Parse: they are parsed at the next use, and nothing is taken for a pooler that loses
/// statements.
@PostgresTest
class SkippedParseTest {
    private static final String LEARNT = "select count(*) from learnt";

    private final TestDatabase database;

    SkippedParseTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void makeTable() {
        database.sql("drop table if exists learnt; create table learnt (n int)");
    }

    private static void assertUsable(PgConnection con) {
        try (Transaction tx = con.transaction()) {
            assertThat(tx.fetchValue(LEARNT)).isEqualTo(0L);
            tx.commit();
        }
        assertThat(con.fetchValue(LEARNT)).isEqualTo(0L);
        assertThat(con.fetchValue(
                        Long.class, "select count(*) from pg_prepared_statements where statement = $1", LEARNT))
                .isEqualTo(1);
    }

    @Test
    void oneBehindAFailureInAPipelineIsParsedAtItsNextUse(EventLoop loop) {
        InConnection.run(loop, database, teacher -> {
            assertThat(teacher.fetchValue(LEARNT)).isEqualTo(0L);
            try (PgConnection con = Postgres.connect(database.options())) {
                LoopFuture<?> failing;
                LoopFuture<?> behind;
                try (Pipeline pipeline = con.pipeline()) {
                    failing = pipeline.fetchAsync("select 1 / $1::int", 0);
                    behind = pipeline.fetchAsync(LEARNT);
                }
                assertThatExceptionOfType(DataException.class).isThrownBy(() -> Async.await(failing));
                assertThatExceptionOfType(PipelineAborted.class).isThrownBy(() -> Async.await(behind));
                assertUsable(con);
            }
        });
    }

    @Test
    void oneWhoseParseIsCancelledIsParsedAtItsNextUse(EventLoop loop) {
        InConnection.run(loop, database, teacher -> {
            assertThat(teacher.fetchValue(LEARNT)).isEqualTo(0L);
            try (PgConnection con = Postgres.connect(database.options())) {
                try (Transaction tx = teacher.transaction()) {
                    tx.execute("lock table learnt in access exclusive mode");
                    assertThatExceptionOfType(PgTimeoutException.class)
                            .isThrownBy(() ->
                                    con.withTimeout(Duration.ofMillis(100)).fetch(LEARNT));
                    con.ping(); // once the server has cancelled it
                }
                assertUsable(con);
            }
        });
    }

    /// It was sent before the server said that there is none of that name.
    @Test
    void oneThatIsBehindSuchAOneRunsAllTheSame(EventLoop loop) {
        InConnection.run(loop, database, teacher -> {
            assertThat(teacher.fetchValue(LEARNT)).isEqualTo(0L);
            try (PgConnection con = Postgres.connect(database.options())) {
                for (String sql : List.of(LEARNT + " ", LEARNT + "  ")) {
                    assertThat(teacher.fetchValue(sql)).isEqualTo(0L);
                    LoopFuture<?> behind;
                    try (Transaction tx = teacher.transaction()) {
                        tx.execute("lock table learnt in access exclusive mode");
                        LoopFuture<?> waiting = con.fetchAsync(sql);
                        LoopFuture<?> between = con.executeAsync("select 1");
                        behind = con.fetchValueAsync(sql);
                        Async.sleep(Duration.ofMillis(100));
                        assertThat(waiting.cancel(true)).isTrue();
                        Async.await(between);
                    }
                    assertThat(Async.await(behind)).isEqualTo(0L);
                }
                assertUsable(con);
            }
        });
    }
}
