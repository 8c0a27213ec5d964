package io.juvloop.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.StatementMode;
import io.juvloop.postgres.StatementOptions;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How many round trips a statement takes, each of which ends with a Sync.
@PostgresTest
class FlightsTest {
    private final TestDatabase database;

    FlightsTest(TestDatabase database) {
        this.database = database;
    }

    private static long flights(Proxy proxy, Runnable call) {
        proxy.holdAnswersUntilSyncs(1);
        call.run();
        return proxy.syncs();
    }

    @ParameterizedTest
    @EnumSource(names = {"NAMED", "UNNAMED"})
    void aStatementTakesTwoOnceAndOneFromThenOnAndOneMoreForEachLevelOfUnknownTypes(
            StatementMode mode, EventLoop loop) {
        database.sql("drop type if exists outer_" + mode + ", inner_" + mode + "; create type inner_" + mode
                + " as (a int); create type outer_" + mode + " as (b inner_" + mode + "[])");
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con = Postgres.connect(proxy.through(database.options()
                            .withSslMode(SslMode.DISABLE)
                            .withStatements(StatementOptions.DEFAULT.withMode(mode))))) {
                String known = "select $1::int + 1 as " + mode;
                assertThat(flights(proxy, () -> con.fetchValue(known, 1))).isEqualTo(2);
                assertThat(flights(proxy, () -> con.fetchValue(known, 2))).isEqualTo(1);
                String unknown = "select row(array[row(5)::inner_" + mode + "])::outer_" + mode + " as value";
                assertThat(flights(proxy, () -> assertThat(five(con, unknown)).isEqualTo(5)))
                        .isBetween(4L, 5L); // the type, its array, and what is in that
                assertThat(flights(proxy, () -> five(con, unknown))).isEqualTo(1);
            }
        });
    }

    private static int five(PgConnection con, String sql) {
        Row value = (Row) con.fetchValue(sql);
        List<?> inner = (List<?>) value.get("b");
        return ((Row) inner.getFirst()).getInt("a");
    }
}
