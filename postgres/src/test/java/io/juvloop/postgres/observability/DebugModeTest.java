package io.juvloop.postgres.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.TaskOptions;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import io.juvloop.testing.ExceptionReports;
import io.juvloop.testing.LogLines;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What debug mode says.
@PostgresTest
class DebugModeTest {
    private static final PoolOptions ONE = PoolOptions.DEFAULT.withMaxSize(1);

    private static void debug(EventLoop loop) {
        loop.setSlowCallbackDuration(Duration.ofSeconds(10));
        loop.setDebug(true);
    }

    @Test
    void whoHasAConnectionAndSinceWhenIsNamed(EventLoop loop, TestDatabase database) {
        debug(loop);
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE)) {
                var holding = loop.createTask(
                        () -> {
                            try (PgConnection _ = pool.acquire()) {
                                Async.sleep(Duration.ofMillis(100));
                            }
                            return null;
                        },
                        TaskOptions.named("the holder"));
                Async.sleep(Duration.ofMillis(10));
                assertThatThrownBy(() -> pool.acquire(Duration.ofMillis(20)))
                        .isInstanceOf(PgTimeoutException.class)
                        .hasMessageContaining("held by the task the holder for ");
                assertThat(pool.toString()).contains("the holder");
                Async.await(holding);
                assertThat(pool.toString()).doesNotContain("the holder");
            }
        });
    }

    @Test
    void aReportOfAnOpenTransactionSaysWhereTheConnectionWasAcquired(
            EventLoop loop, TestDatabase database, ExceptionReports reports) {
        debug(loop);
        InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), ONE)) {
                try (PgConnection con = pool.acquire()) {
                    con.execute("begin");
                }
            }
        });
        assertThat(reports.look())
                .singleElement()
                .satisfies(report -> assertThat(report.exception().getCause())
                        .hasMessageContaining("acquired here")
                        .hasStackTraceContaining("DebugModeTest"));
    }

    @Test
    void aTaskThatUsesTheTransactionOfAnotherIsNamedOnce(EventLoop loop, TestDatabase database, LogLines log) {
        debug(loop);
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options());
                    Transaction tx = con.transaction()) {
                tx.execute("select 1");
                Async.await(loop.createTask(
                        () -> {
                            con.execute("select 2");
                            con.execute("select 3");
                            return null;
                        },
                        TaskOptions.named("the intruder")));
                tx.execute("select 4");
            }
        });
        assertThat(log.look())
                .singleElement()
                .satisfies(line -> assertThat(line.message())
                        .contains("the task the intruder uses the connection")
                        .contains("inside of the transaction of the task"));
    }
}
