package io.juvloop.postgres.cancel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.OperatorIntervention;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.Pipeline;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.TransactionOptions;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The first statement of a transaction, in front of which BEGIN or SAVEPOINT is sent: the server keeps the answer to
/// that back until the statement has ended, which must not keep it from being cancelled.
@PostgresTest
class FirstOfTransactionTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String SLEEP = "select pg_sleep(20)";

    private final TestDatabase database;

    FirstOfTransactionTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void makeTable() {
        database.sql("drop table if exists firsts; create table firsts (n int)");
    }

    /// What takes too long.
    enum Slow {
        FETCH {
            @Override
            void run(Transaction tx, PgConnection con) {
                tx.fetch(SLEEP);
            }
        },
        SCRIPT {
            @Override
            void run(Transaction tx, PgConnection con) {
                tx.execute("select 1; " + SLEEP);
            }
        },
        STREAM {
            @Override
            void run(Transaction tx, PgConnection con) {
                try (RowStream rows = tx.stream(SLEEP)) {
                    rows.next();
                }
            }
        },
        COPY_OUT {
            @Override
            void run(Transaction tx, PgConnection con) {
                tx.copyFromQuery(SLEEP, data -> {}, CopyOptions.TEXT);
            }
        },
        MANY {
            @Override
            void run(Transaction tx, PgConnection con) {
                tx.executeMany("select pg_sleep($1)", List.of(List.of(20.0), List.of(20.0)));
            }
        },
        MANY_THAT_WAITS {
            @Override
            void run(Transaction tx, PgConnection con) {
                tx.executeMany("insert into firsts values ($1)", new Waiting());
            }
        },
        PIPELINE {
            @Override
            void run(Transaction tx, PgConnection con) {
                LoopFuture<?> sleeping;
                try (Pipeline pipeline = con.pipeline()) {
                    sleeping = pipeline.fetchAsync(SLEEP);
                    var _ = sleeping.toCompletableFuture(); // observed, also if the end of the pipeline fails first
                }
                Async.await(sleeping);
            }
        };

        abstract void run(Transaction tx, PgConnection con);
    }

    /// A source that gives one row and then waits.
    private static final class Waiting implements Iterable<List<Integer>> {
        @Override
        public Iterator<List<Integer>> iterator() {
            return new Iterator<>() {
                private int given;

                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public List<Integer> next() {
                    if (given++ > 0) {
                        Async.sleep(Duration.ofMinutes(1));
                    }
                    return List.of(given);
                }
            };
        }
    }

    private static void assertUsable(PgConnection con, long start) {
        assertThat(con.fetchValue("select count(*) from firsts")).isEqualTo(0L);
        assertThat(con.isInTransaction()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @ParameterizedTest
    @EnumSource
    void oneThatTakesTooLongIsCancelled(Slow slow, EventLoop loop) {
        InConnection.run(loop, database, con -> {
            for (boolean isNested : List.of(false, true)) {
                long start = System.nanoTime();
                try (Transaction outer = con.transaction()) {
                    if (isNested) {
                        outer.execute("insert into firsts values (1)");
                        try (Transaction inner = con.transaction()) {
                            late(slow, inner, con);
                        }
                    } else {
                        late(slow, outer, con);
                    }
                }
                assertUsable(con, start);
            }
        });
    }

    private static void late(Slow slow, Transaction tx, PgConnection con) {
        assertThatExceptionOfType(PgTimeoutException.class)
                .isThrownBy(() -> slow.run(tx.withTimeout(SHORT), con.withTimeout(SHORT)));
    }

    @Test
    void oneWhoseTaskIsCancelledIsCancelled(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            long start = System.nanoTime();
            Task<?> task = loop.createTask(() ->
                    con.inTransaction(TransactionOptions.DEFAULT, tx -> tx.fetchValue("select pg_sleep($1)", 20)));
            Async.sleep(SHORT);
            task.cancel();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Async.await(task));
            assertUsable(con, start);
        });
    }

    @Test
    void whatRunsIsTheStatementAndNotWhatBeginsIt(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            long start = System.nanoTime();
            try (Transaction tx = con.transaction()) {
                LoopFuture<?> sleeping = tx.fetchAsync(SLEEP);
                Async.sleep(SHORT);
                con.cancel();
                assertThatExceptionOfType(OperatorIntervention.QueryCanceled.class)
                        .isThrownBy(() -> Async.await(sleeping))
                        .withMessageNotContaining("another statement");
            }
            assertUsable(con, start);
        });
    }

    /// Nothing has come of the batch, and nothing is on its way that would bring an answer.
    @Test
    void aBatchWhoseSourceFailsAtOnceEnds(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            IllegalStateException dry = new IllegalStateException("dry");
            Iterable<List<Integer>> failing = () -> {
                throw dry;
            };
            long start = System.nanoTime();
            try (Transaction tx = con.transaction()) {
                assertThatThrownBy(() -> tx.executeMany("insert into firsts values ($1)", failing))
                        .isSameAs(dry);
                assertThat(tx.fetchValue("select 1")).isEqualTo(1);
                try (Transaction inner = con.transaction()) {
                    LoopFuture<?> behind = tx.fetchAsync("select 2");
                    assertThatThrownBy(() -> inner.executeMany("insert into firsts values ($1)", failing))
                            .isSameAs(dry);
                    assertThat(behind.isDone()).isTrue();
                }
            }
            assertUsable(con, start);
        });
    }
}
