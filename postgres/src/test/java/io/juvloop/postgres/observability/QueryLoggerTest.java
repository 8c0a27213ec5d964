package io.juvloop.postgres.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.LoggedQuery;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.QueryLogger;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Loggers of statements.
@PostgresTest
class QueryLoggerTest {
    @Test
    void eachStatementIsLoggedOnceWithItsFigures(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                List<LoggedQuery> logged = new ArrayList<>();
                QueryLogger logger = (from, query) -> logged.add(query);
                con.addQueryLogger(logger);
                con.addQueryLogger(logger);
                con.fetch("select n from generate_series(1, $1) n, pg_sleep(0.02)", 3);
                con.execute("set timezone to 'UTC'");
                assertThatThrownBy(() -> con.fetch("select 1 / $1::int", 0)).isInstanceOf(DataException.class);
                con.removeQueryLogger(logger);
                con.fetch("select 'not logged'");
                Async.sleep(Duration.ZERO);
                assertThat(logged)
                        .extracting(LoggedQuery::sql)
                        .containsExactly(
                                "select n from generate_series(1, $1) n, pg_sleep(0.02)",
                                "set timezone to 'UTC'",
                                "select 1 / $1::int");
                LoggedQuery first = logged.getFirst();
                assertThat(first.rows()).isEqualTo(3);
                assertThat(first.bytes()).isPositive();
                assertThat(first.elapsed()).isBetween(Duration.ofMillis(20), Duration.ofSeconds(10));
                assertThat(first.failure()).isNull();
                assertThat(logged.getLast().failure()).isInstanceOf(DataException.class);
            }
        });
    }
}
