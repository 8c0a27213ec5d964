package io.juvloop.postgres.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.Notification;
import io.juvloop.postgres.NotificationListener;
import io.juvloop.postgres.Notifications;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// LISTEN and NOTIFY on a real server.
@PostgresTest
class ListenTest {
    @Test
    @Tag("case-27")
    void aThousandNotificationsArriveInOrder(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options());
                    PgConnection other = Postgres.connect(database.options());
                    Notifications jobs = con.listen("jobs")) {
                other.execute("select pg_notify('jobs', n::text) from generate_series(1, 1000) n");
                List<String> payloads = new ArrayList<>();
                for (Notification job : jobs) {
                    assertThat(job.channel()).isEqualTo("jobs");
                    assertThat(job.serverPid()).isEqualTo(other.serverPid());
                    payloads.add(job.payload());
                    if (payloads.size() == 1000) {
                        break;
                    }
                }
                assertThat(payloads)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, 1000)
                                .mapToObj(Integer::toString)
                                .toList());
                assertThat(jobs.next(Duration.ZERO)).isNull();
            }
        });
    }

    @Test
    void aTaskWakesWhenANotificationComes(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options());
                    PgConnection other = Postgres.connect(database.options());
                    Notifications news = con.listen("news")) {
                Task<Notification> waiting = loop.createTask(() -> news.next());
                assertThat(news.next(Duration.ofMillis(-1))).isNull();
                Async.sleep(Duration.ofMillis(20));
                assertThat(waiting.isDone()).isFalse();
                assertThatThrownBy(news::next).isInstanceOf(IllegalStateException.class);
                other.execute("notify news");
                assertThat(Async.await(waiting)).isEqualTo(new Notification("news", "", other.serverPid()));
                assertThat(news.next(Duration.ofMillis(30))).isNull();
            }
        });
    }

    @Test
    void notificationsAreTakenWithoutATask(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                Notifications news = con.listen("news");
                LoopFuture<Notification> first = news.nextAsync();
                assertThatThrownBy(news::nextAsync).isInstanceOf(IllegalStateException.class);
                con.execute("select pg_notify('news', '1'), pg_notify('news', '2')");
                assertThat(Async.await(first).payload()).isEqualTo("1");
                assertThat(news.nextAsync(Duration.ZERO).resultNow().payload()).isEqualTo("2");
                assertThat(news.nextAsync(Duration.ZERO).resultNow()).isNull();
                assertThat(Async.await(news.nextAsync(Duration.ofMillis(20)))).isNull();

                LoopFuture<Notification> given = news.nextAsync();
                assertThat(given.cancel(true)).isTrue();
                Async.sleep(Duration.ZERO);
                con.execute("select pg_notify('news', '3')");
                assertThat(news.next().payload()).isEqualTo("3");

                LoopFuture<Notification> last = news.nextAsync();
                Async.await(news.closeAsync());
                assertThatThrownBy(() -> Async.await(last)).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(news::nextAsync).isInstanceOf(IllegalStateException.class);
                Notifications lost = con.listen("news");
                LoopFuture<Notification> never = lost.nextAsync();
                con.terminate();
                assertThatThrownBy(() -> Async.await(never)).isInstanceOf(ConnectionLost.class);
                assertThatThrownBy(() -> Async.await(lost.nextAsync())).isInstanceOf(ConnectionLost.class);
            }
        });
    }

    @Test
    void allListenersOfAChannelAreCalledAndNoneOfAnother(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                List<String> heard = new ArrayList<>();
                NotificationListener first = (from, one) -> heard.add("first " + one.payload());
                NotificationListener second = (from, one) -> heard.add("second " + one.payload());
                con.addListener("a", first);
                con.addListener("a", first);
                con.addListener("a", second);
                con.addListener("B \"c\"", second);
                con.execute("select pg_notify('a', '1')");
                con.execute("select pg_notify('b', '2')");
                con.execute("select pg_notify('B \"c\"', '3')");
                con.removeListener("a", second);
                con.execute("select pg_notify('a', '4')");
                con.removeListener("a", first);
                con.removeListener("a", first);
                con.execute("select pg_notify('a', '5')");
                con.ping();
                Async.sleep(Duration.ZERO);
                assertThat(heard).containsExactly("first 1", "second 1", "second 3", "first 4");
                assertThat(con.fetch(String.class, "select pg_listening_channels()"))
                        .containsExactly("B \"c\"");
            }
        });
    }

    @Test
    void aListenerMayStartStatementsAndRemoveItself(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                var answer = loop.<Integer>createFuture();
                con.addListener("once", new NotificationListener() {
                    @Override
                    public void onNotification(PgConnection connection, Notification one) {
                        var _ = connection.removeListenerAsync("once", this);
                        var _ = connection
                                .fetchValueAsync(Integer.class, "select $1::int", Integer.valueOf(one.payload()))
                                .thenAccept(answer::complete);
                    }
                });
                con.execute("select pg_notify('once', '7')");
                assertThat(Async.await(answer)).isEqualTo(7);
            }
        });
    }

    @Test
    void theEndOfTheConnectionEndsTheWait(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection other = Postgres.connect(database.options())) {
                PgConnection con = Postgres.connect(database.options());
                Notifications last = con.listen("last");
                other.execute("notify last");
                con.execute("select 1"); // behind which the server has sent the notification
                other.execute("select pg_terminate_backend($1)", con.serverPid());
                assertThat(last.next().channel()).isEqualTo("last");
                assertThatThrownBy(last::next).isInstanceOf(ConnectionLost.class);
                last.close();
                assertThatThrownBy(last::next).isInstanceOf(IllegalStateException.class);
            }
        });
    }

    @Test
    void aNameThatCannotBeOneIsRefused(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                assertThatThrownBy(() -> con.listen("")).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> con.listen("a\0b")).isInstanceOf(IllegalArgumentException.class);
            }
        });
    }

    /// The first LISTEN is given up while it waits, and with it is not the second one.
    @Test
    void aListenerIsHeardWhoeverElseGivesUpOnItsChannel(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                LoopFuture<Object> slow = con.fetchValueAsync("select pg_sleep(0.2)");
                List<String> heard = new ArrayList<>();
                LoopFuture<?> first = con.withTimeout(Duration.ofMillis(20)).listenAsync("shared");
                LoopFuture<?> second = con.addListenerAsync("shared", (_, told) -> heard.add(told.payload()));
                assertThatThrownBy(() -> Async.await(first)).isInstanceOf(PgTimeoutException.class);
                Async.await(slow);
                Async.await(second);
                con.execute("notify shared, 'both'");
                con.ping();
                Async.sleep(Duration.ZERO);
                assertThat(heard).containsExactly("both");
            }
        });
    }

    @Test
    void aTaskThatIsCancelledWhileItBeginsToListenLeavesNoListener(EventLoop loop, TestDatabase database) {
        InTask.run(loop, () -> {
            try (PgConnection con = Postgres.connect(database.options())) {
                Task<?> listening = loop.createTask(() -> con.listen("forsaken"));
                Async.sleep(Duration.ZERO);
                listening.cancel();
                assertThatThrownBy(() -> Async.await(listening)).isInstanceOf(CancellationException.class);
                con.ping();
                assertThat(con.fetch(String.class, "select pg_listening_channels()"))
                        .isEmpty();
            }
        });
    }
}
