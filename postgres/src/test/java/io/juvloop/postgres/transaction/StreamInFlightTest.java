package io.juvloop.postgres.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.CopyOut;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A stream or a COPY that its task gives up before the server has come to it, because another statement runs before
/// it: what ends the transaction, or gives the connection back, waits behind it and is not refused.
@PostgresTest
class StreamInFlightTest {
    private static final String SLEEP = "select pg_sleep(0.2)";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final TestDatabase database;

    StreamInFlightTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void closingATransactionGivesUpAStreamThatWasSentBehindAnother(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            assertThat(con.fetch("select generate_series(1, 10000)")).hasSize(10_000);
            assertThat(con.fetch(SLEEP)).hasSize(1);
            Transaction tx = con.transaction();
            tx.execute("select 1");
            LoopFuture<?> before = tx.fetchAsync(SLEEP);
            RowStream _ = tx.stream("select generate_series(1, 10000)");
            tx.close();
            assertThat(con.isInTransaction()).isFalse();
            Async.await(before);
            assertThat(con.fetchValue("select 1")).isEqualTo(1);
        });
    }

    @Test
    void aPoolTakesAConnectionBackWithAStreamThatWasSentBehindAnother(EventLoop loop) {
        InConnection.run(loop, database, _ -> {
            try (PgPool pool = Postgres.createPool(database.options(), PoolOptions.DEFAULT.withMaxSize(1))) {
                List<LoopFuture<?>> before = new ArrayList<>();
                pool.run(con -> {
                    assertThat(con.fetch("select generate_series(1, 10000)")).hasSize(10_000);
                    assertThat(con.fetch(SLEEP)).hasSize(1);
                    before.add(con.fetchAsync(SLEEP));
                    RowStream _ = con.stream("select generate_series(1, 10000)");
                    return null;
                });
                assertThat(pool.fetchValue("select 1")).isEqualTo(1);
                Async.await(before.getFirst());
            }
        });
    }

    @Test
    void aPoolTakesAConnectionBackWithACopyThatWasSentBehindAnother(EventLoop loop) {
        InConnection.run(loop, database, _ -> {
            try (PgPool pool = Postgres.createPool(database.options(), PoolOptions.DEFAULT.withMaxSize(1))) {
                List<LoopFuture<?>> before = new ArrayList<>();
                pool.run(con -> {
                    assertThat(con.fetch(SLEEP)).hasSize(1);
                    before.add(con.fetchAsync(SLEEP));
                    LoopFuture<CopyOut> _ = con.copyOutAsync("copy (select generate_series(1, 100000)) to stdout");
                    return null;
                });
                assertThat(pool.fetchValue("select 1")).isEqualTo(1);
                Async.await(before.getFirst());
            }
        });
    }

    /// It waits until its statement is described.
    @Test
    void closingATransactionGivesUpAStreamThatWasNotSentYet(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            Transaction tx = con.transaction();
            tx.execute("select 1");
            RowStream _ = tx.stream("select generate_series(1, 100000)");
            Async.waitFor(tx.closeAsync(), SOON);
            assertThat(con.isInTransaction()).isFalse();
            assertThat(con.fetchValue("select 1")).isEqualTo(1);
        });
    }

    @Test
    void theTaskThatHoldsAStreamThatWasNotSentYetCannotWaitBehindIt(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (RowStream rows = con.stream("select generate_series(1, 100000)")) {
                assertThatExceptionOfType(IllegalStateException.class)
                        .isThrownBy(() -> Async.waitFor(con.fetchAsync("select 1"), SOON))
                        .withMessageContaining("holds a stream");
                assertThat(rows.next()).isNotNull();
            }
            assertThat(con.fetchValue("select 1")).isEqualTo(1);
        });
    }
}
