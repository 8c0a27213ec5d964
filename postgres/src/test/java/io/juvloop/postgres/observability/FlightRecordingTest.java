package io.juvloop.postgres.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;

/// What a flight recording gets to see of the driver.
@PostgresTest
class FlightRecordingTest {
    @Test
    void aStatementIsRecordedWithItsFigures(EventLoop loop, TestDatabase database) {
        Recorded recorded = Recorded.during(() -> InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                assertThat(con.fetch("select n, pg_sleep(0.02) from generate_series(1, $1) n", 3))
                        .hasSize(3);
                assertThat(con.fetch("select n, pg_sleep(0.02) from generate_series(1, $1) n", 2))
                        .hasSize(2);
                assertThatThrownBy(() -> con.execute("select 1 / 0")).isInstanceOf(DataException.class);
            }
        }));
        List<RecordedEvent> queries = recorded.all("Query");
        RecordedEvent first = queries.stream()
                .filter(event -> event.getString("sql").contains("generate_series") && event.getLong("rows") == 3)
                .findFirst()
                .orElseThrow();
        assertThat(first.getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(60));
        assertThat(first.getDuration("firstByte")).isPositive().isLessThanOrEqualTo(first.getDuration());
        assertThat(first.getLong("bytes")).isPositive();
        assertThat(first.getInt("pid")).isPositive();
        assertThat(first.getString("error")).isEmpty();
        assertThat(queries).anyMatch(event -> event.getLong("rows") == 2 && event.getInt("flights") == 1);
        assertThat(queries).anyMatch(event -> event.getString("error").contains("22012"));
    }

    @Test
    void connectionsAreRecordedAlsoThoseThatFail(EventLoop loop, TestDatabase database) {
        Recorded recorded = Recorded.during(() -> InTask.run(loop, () -> {
            Postgres.connect(database.options()).close();
            assertThatThrownBy(() -> Postgres.connect(database.options().withDatabase("nowhere")))
                    .isInstanceOf(PgException.class);
        }));
        List<RecordedEvent> connects = recorded.all("Connect");
        assertThat(connects).hasSize(2);
        RecordedEvent good = connects.stream()
                .filter(event -> event.getString("database").equals(database.name()))
                .findFirst()
                .orElseThrow();
        assertThat(good.getString("user")).isEqualTo("tester");
        assertThat(good.getInt("pid")).isPositive();
        assertThat(good.getString("error")).isEmpty();
        assertThat(connects)
                .anyMatch(event -> event.getString("database").equals("nowhere")
                        && event.getString("error").contains("nowhere"));
    }

    @Test
    void theWaitForAConnectionIsRecorded(EventLoop loop, TestDatabase database) {
        Recorded recorded = Recorded.during(() -> InTask.run(loop, () -> {
            try (PgPool pool = Postgres.createPool(database.options(), PoolOptions.DEFAULT.withMaxSize(1));
                    PgConnection _ = pool.acquire()) {
                assertThatThrownBy(() -> pool.acquire(Duration.ofMillis(30))).isInstanceOf(PgTimeoutException.class);
            }
        }));
        List<RecordedEvent> waits = recorded.all("Acquire");
        assertThat(waits).hasSize(2);
        assertThat(waits).anyMatch(event -> event.getString("error").isEmpty() && event.getInt("size") == 1);
        assertThat(waits)
                .anyMatch(event -> event.getString("error").contains("took longer")
                        && event.getDuration().compareTo(Duration.ofMillis(30)) >= 0);
    }

    @Test
    void aCancellationIsRecorded(EventLoop loop, TestDatabase database) {
        Recorded recorded = Recorded.during(() -> InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                assertThatThrownBy(() -> con.withTimeout(Duration.ofMillis(300)).fetch("select pg_sleep(20)"))
                        .isInstanceOf(PgTimeoutException.class);
                con.ping();
            }
        }));
        assertThat(recorded.all("Cancel")).singleElement().satisfies(event -> {
            assertThat(event.getInt("pid")).isPositive();
            assertThat(event.getString("error")).isEmpty();
        });
    }
}
