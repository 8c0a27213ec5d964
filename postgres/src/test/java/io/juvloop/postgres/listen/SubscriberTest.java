package io.juvloop.postgres.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.GapListener;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.Notifications;
import io.juvloop.postgres.OperatorIntervention;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Subscriber;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import io.juvloop.sync.Queue;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A subscriber whose connection comes back.
@PostgresTest
class SubscriberTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    @Tag("case-27")
    void oneWhoseBackendIsKilledListensAgainAndHearsOfTheGapOnce(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection other = Postgres.connect(database.options());
                    Subscriber subscriber = Postgres.subscribe(database.options())) {
                Queue<Throwable> gaps = new Queue<>();
                subscriber.addGapListener((_, cause) -> gaps.putNoWait(cause));
                AtomicInteger calls = new AtomicInteger();
                subscriber.addListener("calls", (_, _) -> calls.incrementAndGet());
                try (Notifications jobs = subscriber.listen("jobs")) {
                    for (int round = 1; round <= 2; round++) {
                        assertThat(subscriber.isConnected()).isTrue();
                        other.execute("select pg_notify('jobs', $1)", "before " + round);
                        assertThat(jobs.next().payload()).isEqualTo("before " + round);
                        other.execute("select pg_terminate_backend($1)", subscriber.serverPid());
                        assertThat(gaps.get(SOON)).isInstanceOf(OperatorIntervention.AdminShutdown.class);
                        other.execute("select pg_notify('calls', '')");
                        other.execute("select pg_notify('jobs', $1)", "after " + round);
                        assertThat(jobs.next().payload()).isEqualTo("after " + round);
                        assertThat(calls).hasValue(round);
                        assertThat(gaps.isEmpty()).isTrue();
                    }
                }
            }
        });
    }

    @Test
    void oneThatCannotConnectAtFirstIsNone(EventLoop loop, TestDatabase database) {
        InTask.run(
                loop,
                () -> assertThatThrownBy(
                                () -> Postgres.subscribe(database.options().withDatabase("nowhere")))
                        .isInstanceOf(PgException.class));
    }

    @Test
    void aCloseEndsItsQueuesAndOpensNothing(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            Subscriber subscriber = Postgres.subscribe(database.options());
            Notifications jobs = subscriber.listen("jobs");
            subscriber.close();
            subscriber.close();
            assertThat(subscriber.isConnected()).isFalse();
            assertThatThrownBy(jobs::next).isInstanceOf(ConnectionLost.class);
            assertThatThrownBy(() -> subscriber.listen("more")).isInstanceOf(IllegalStateException.class);
            jobs.close();
        });
    }

    @Test
    void aGapListenerThatWasRemovedHearsNothing(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection other = Postgres.connect(database.options());
                    Subscriber subscriber = Postgres.subscribe(database.options())) {
                Queue<String> gaps = new Queue<>();
                GapListener removed = (_, _) -> gaps.putNoWait("removed");
                subscriber.addGapListener(removed);
                subscriber.addGapListener((_, _) -> gaps.putNoWait("kept"));
                subscriber.removeGapListener(removed);
                other.execute("select pg_terminate_backend($1)", subscriber.serverPid());
                assertThat(gaps.get(SOON)).isEqualTo("kept");
                assertThat(gaps.isEmpty()).isTrue();
            }
        });
    }

    @Test
    void oneThatBeatsStaysConnected(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (Subscriber subscriber = Postgres.subscribe(database.options().withHeartbeat(Duration.ofMillis(20)));
                    PgConnection other = Postgres.connect(database.options());
                    Notifications jobs = subscriber.listen("jobs")) {
                int pid = subscriber.serverPid();
                assertThat(jobs.next(Duration.ofMillis(200))).isNull();
                other.execute("notify jobs");
                assertThat(jobs.next(SOON)).isNotNull();
                assertThat(subscriber.serverPid()).isEqualTo(pid);
            }
        });
    }
}
