package io.juvloop.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.StatementMode;
import io.juvloop.postgres.StatementOptions;
import io.juvloop.postgres.server.Pgbouncer;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import io.juvloop.testing.LogLines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A pooler in between that gives each transaction another session of the server, and so loses named statements.
@PostgresTest
class PgbouncerTest {
    private static final int CLIENTS = 8;
    private static final int QUERIES_EACH = 100;

    private static @Nullable Pgbouncer pooler;

    @BeforeAll
    static void start(TestDatabase database) {
        if (Pgbouncer.isInstalled()) {
            pooler = Pgbouncer.start(database, 2);
        }
    }

    @AfterAll
    static void stop() {
        if (pooler != null) {
            pooler.close();
        }
    }

    private static PgOptions options() {
        assumeThat(pooler)
                .as("pgbouncer is not installed, so nothing is tested with it")
                .isNotNull();
        return pooler.options();
    }

    private static boolean isEqual(Object wanted, @Nullable Object found) {
        return wanted.equals(found);
    }

    private static int mixed(PgPool pool, int client) {
        int right = 0;
        for (int i = 0; i < QUERIES_EACH; i++) {
            int number = client * QUERIES_EACH + i;
            boolean isRight = switch (i % 4) {
                case 0 -> isEqual(number, pool.fetchValue(Integer.class, "select $1::int", number));
                case 1 -> isEqual("x" + number, pool.fetchValue("select 'x' || $1::text", "" + number));
                case 2 ->
                    pool.fetch("select generate_series(1, $1::int) as n", i).size() == i;
                default -> pool.execute("select " + i).rows() == 1;
            };
            right += isRight ? 1 : 0;
        }
        return right;
    }

    private static int mixed(PgOptions options) {
        PoolOptions eight = PoolOptions.DEFAULT.withMinSize(CLIENTS).withMaxSize(CLIENTS);
        try (PgPool pool = Postgres.createPool(options, eight)) {
            List<Task<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                clients.add(EventLoop.running().createTask(() -> mixed(pool, client)));
            }
            return Async.await(Async.gather(clients)).stream()
                    .mapToInt(each -> each)
                    .sum();
        }
    }

    @Test
    @Tag("case-28")
    void aPoolFindsOutThatNamesAreLost(EventLoop loop, LogLines log) {
        PgOptions options = options();
        InTask.run(loop, () -> assertThat(mixed(options)).isEqualTo(CLIENTS * QUERIES_EACH));

        assertThat(log.look()).hasSize(1);
    }

    @Test
    void withoutNamesNothingIsLost(EventLoop loop) {
        PgOptions options = options().withStatements(StatementOptions.DEFAULT.withMode(StatementMode.UNNAMED));
        InTask.run(loop, () -> assertThat(mixed(options)).isEqualTo(CLIENTS * QUERIES_EACH));
    }
}
