package io.juvloop.postgres.cancel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@PostgresTest
class TimeTest {
    private final TestDatabase database;

    TimeTest(TestDatabase database) {
        this.database = database;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /// The extension checks that no handle, timer or descriptor is left behind.
    @Test
    @Tag("case-20")
    void aBlackHoleCostsNobodyMoreThanTheLimit(EventLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> {
            PgOptions options = database.options().withCancelTimeout(Duration.ofMillis(500));
            try (Proxy proxy = Proxy.start(loop, database.server().port())) {
                PgConnection con = Postgres.connect(proxy.through(options));
                List<Object> ends = new ArrayList<>();
                con.addCloseListener((connection, cause) -> ends.add(connection));
                proxy.drop();
                long start = System.nanoTime();
                assertThatExceptionOfType(PgTimeoutException.class)
                        .isThrownBy(
                                () -> con.withTimeout(Duration.ofMillis(200)).fetchValue("select 1"));
                assertThat(since(start)).isLessThan(Duration.ofMillis(400));
                start = System.nanoTime();
                con.close(Duration.ofMillis(500));
                assertThat(since(start)).isLessThan(Duration.ofMillis(700));
                assertThat(con.isClosed()).isTrue();
                Async.sleep(Duration.ZERO);
                assertThat(ends).hasSize(1);
            }
        }));
    }

    @Test
    void cancellingThatDoesNotSucceedInTimeAbortsTheConnection(EventLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> {
            PgOptions options = database.options().withCancelTimeout(Duration.ofMillis(200));
            try (Proxy proxy = Proxy.start(loop, database.server().port())) {
                PgConnection con = Postgres.connect(proxy.through(options));
                LoopFuture<Object> sleeping = con.fetchValueAsync("select pg_sleep(20)");
                LoopFuture<Object> behind = con.fetchValueAsync("select 1");
                Async.sleep(Duration.ofMillis(50));
                proxy.drop();
                long start = System.nanoTime();
                assertThat(sleeping.cancel(true)).isTrue();
                assertThatExceptionOfType(ConnectionLost.class)
                        .isThrownBy(() -> Async.await(behind))
                        .withCauseInstanceOf(PgTimeoutException.class);
                assertThat(since(start)).isBetween(Duration.ofMillis(190), Duration.ofMillis(400));
                assertThat(con.isClosed()).isTrue();
            }
        }));
    }

    @Test
    @Tag("case-22")
    void oneBudgetCoversDescriptionAndExecution(EventLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port());
                    PgConnection con = Postgres.connect(proxy.through(database.options()))) {
                proxy.delayAnswers(Duration.ofMillis(150));
                long start = System.nanoTime();
                assertThatExceptionOfType(PgTimeoutException.class)
                        .isThrownBy(
                                () -> con.withTimeout(Duration.ofMillis(300)).fetchValue("select pg_sleep(0.1)"));
                assertThat(since(start)).isBetween(Duration.ofMillis(290), Duration.ofMillis(400));
                con.ping(); // the first one is cleaned up behind
                con.withTimeout(Duration.ofSeconds(1)).fetchValue("select pg_sleep(0.1), 2");
                proxy.delayAnswers(Duration.ZERO);
            }
        }));
    }

    @Test
    void theCommandTimeoutOfTheOptionsIsForEachOperationAndLeavesTheConnectionUsable(EventLoop loop) {
        InConnection.run(loop, database.options().withCommandTimeout(Duration.ofMillis(600)), con -> {
            for (int i = 0; i < 2; i++) {
                assertThat(con.fetchValue("select 1")).isEqualTo(1);
                assertThatExceptionOfType(PgTimeoutException.class)
                        .isThrownBy(() -> con.fetchValue("select pg_sleep(20)"));
            }
            assertThat(con.withTimeout(Duration.ofSeconds(5)).fetchValue("select 1 from pg_sleep(0.8)"))
                    .isEqualTo(1);
        });
    }

    @Test
    void closingWaitsForWhatWasStartedAndTakesNoMore(EventLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> {
            PgConnection con = Postgres.connect(database.options());
            LoopFuture<Object> slow = con.fetchValueAsync("select 1 from pg_sleep(0.2)");
            LoopFuture<?> closed = con.closeAsync();
            assertThat(con.isClosed()).isTrue();
            assertThatIllegalStateException().isThrownBy(() -> con.fetchValueAsync("select 1"));
            assertThat(Async.await(slow)).isEqualTo(1);
            Async.await(closed);
            con.close();
        }));
    }

    @Test
    void terminatingFailsWhatIsOpenOnce(EventLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> {
            PgConnection con = Postgres.connect(database.options());
            LoopFuture<Object> slow = con.fetchValueAsync("select pg_sleep(20)");
            Async.sleep(Duration.ofMillis(20));
            con.terminate();
            assertThatExceptionOfType(ConnectionLost.class).isThrownBy(() -> Async.await(slow));
            con.close();
        }));
    }

    @Test
    void aCloseWhoseLimitIsOverAborts(EventLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> {
            PgConnection con = Postgres.connect(database.options());
            LoopFuture<Object> slow = con.fetchValueAsync("select pg_sleep(20)");
            long start = System.nanoTime();
            con.close(Duration.ofMillis(100));
            assertThat(since(start)).isLessThan(Duration.ofMillis(400));
            assertThatExceptionOfType(ConnectionLost.class).isThrownBy(() -> Async.await(slow));
        }));
    }
}
