package io.juvloop.postgres.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Outcome;
import io.juvloop.postgres.CloseListener;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.NoticeListener;
import io.juvloop.postgres.OperatorIntervention;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.StatementOptions;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.ScriptedPeer;
import io.juvloop.postgres.server.ScriptedServer;
import io.juvloop.postgres.server.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How a connection ends without being closed.
@PostgresTest
class LossTest {
    private final TestDatabase database;

    LossTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    @Tag("case-21")
    void aBackendThatIsEndedFailsWhatIsOpenOnceAndNamesTheReason(EventLoop loop) {
        InTask.run(loop, () -> {
            PgConnection con = Postgres.connect(database.options());
            List<@Nullable Throwable> ends = new ArrayList<>();
            con.addCloseListener((_, cause) -> ends.add(cause));
            LoopFuture<Object> running = con.fetchValueAsync("select pg_sleep($1)", 20);
            LoopFuture<Object> behind = con.fetchValueAsync("select 1");
            try (PgConnection other = Postgres.connect(database.options())) {
                while (other.fetchValue(
                                "select 1 from pg_stat_activity where pid = $1 and wait_event = 'PgSleep'",
                                con.serverPid())
                        == null) {
                    Async.sleep(Duration.ofMillis(2));
                }
                other.execute("select pg_terminate_backend($1)", con.serverPid());
            }
            ConnectionLost lost = catchThrowableOfType(ConnectionLost.class, () -> Async.await(running));
            assertThat(lost)
                    .hasMessageContaining("in the middle of")
                    .cause()
                    .isInstanceOf(OperatorIntervention.AdminShutdown.class);
            assertThatExceptionOfType(ConnectionLost.class).isThrownBy(() -> Async.await(behind));
            assertThat(con.isClosed()).isTrue();
            assertThat(ends).singleElement().isInstanceOf(OperatorIntervention.AdminShutdown.class);
            assertThatExceptionOfType(ConnectionLost.class).isThrownBy(() -> con.fetch("select 1"));
            con.close();
            assertThat(ends).hasSize(1);
        });
    }

    @Test
    void aConnectionThatIsCutFailsItsQueries(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Proxy proxy = Proxy.start(loop, database.server().port())) {
                PgConnection con = Postgres.connect(proxy.through(database.options()));
                List<@Nullable Throwable> ends = new ArrayList<>();
                con.addCloseListener((_, cause) -> ends.add(cause));
                List<LoopFuture<Object>> all = new ArrayList<>();
                for (int i = 0; i < 300; i++) { // more than are sent at once
                    all.add(con.fetchValueAsync("select pg_sleep($1)", 20));
                }
                proxy.cut();
                List<Outcome<Object>> outcomes = Async.await(Async.gatherOutcomes(all));
                assertThat(outcomes).hasSize(300);
                assertThat(all).allSatisfy(one -> assertThat(one.exceptionNow()).isInstanceOf(ConnectionLost.class));
                assertThat(ends).hasSize(1);
            }
        });
    }

    @Test
    void aLoopThatIsClosedFailsWhatIsOpen(TestDatabase database) {
        EventLoop own = EventLoop.create();
        List<@Nullable Throwable> ends = new ArrayList<>();
        List<LoopFuture<Object>> open = new ArrayList<>();
        try (own) {
            InTask.run(own, () -> {
                PgConnection con = Postgres.connect(database.options());
                con.addCloseListener((_, cause) -> ends.add(cause));
                open.add(con.fetchValueAsync("select pg_sleep($1)", 20));
                open.add(con.fetchValueAsync("select 1"));
            });
        }
        assertThat(open).allSatisfy(one -> {
            assertThat(one.isDone()).isTrue();
            assertThat(one.exceptionNow()).isInstanceOf(ConnectionLost.class).hasMessageContaining("loop was closed");
        });
        assertThat(ends).hasSize(1);
    }

    @Test
    void noticesAreHeard(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            List<ServerDetails> notices = new ArrayList<>();
            con.addNoticeListener((_, notice) -> notices.add(notice));
            con.execute("do $$ begin raise notice 'hear %', 42; end $$");
            con.ping();
            assertThat(notices).singleElement().satisfies(notice -> {
                assertThat(notice.severity()).isEqualTo("NOTICE");
                assertThat(notice.message()).isEqualTo("hear 42");
            });
        });
    }

    @Test
    void listenersThatWereRemovedHearNothing(EventLoop loop) {
        InTask.run(loop, () -> {
            List<Object> heard = new ArrayList<>();
            NoticeListener notices = (_, notice) -> heard.add(notice);
            CloseListener end = (_, cause) -> heard.add("end");
            PgConnection con = Postgres.connect(database.options());
            con.addNoticeListener(notices);
            con.addNoticeListener(notices);
            con.execute("do $$ begin raise notice 'once'; end $$");
            con.ping();
            assertThat(heard).hasSize(1);
            con.removeNoticeListener(notices);
            con.removeNoticeListener(notices);
            con.execute("do $$ begin raise notice 'never'; end $$");
            con.addCloseListener(end);
            con.removeCloseListener(end);
            con.close();
            Async.sleep(Duration.ZERO);
            assertThat(heard).hasSize(1);
        });
    }

    @Test
    void aMessageThatIsLongerThanTheOptionsAllowEndsTheConnection(EventLoop loop) {
        InTask.run(loop, () -> {
            PgConnection con = Postgres.connect(
                    database.options().withStatements(StatementOptions.DEFAULT.withMaxMessage(1 << 16)));
            assertThat(con.fetchValue("select length(repeat('x', 100000))")).isEqualTo(100_000);
            ConnectionLost lost =
                    catchThrowableOfType(ConnectionLost.class, () -> con.fetch("select repeat('x', 100000)"));
            assertThat(lost).isNotNull().hasCauseInstanceOf(ProtocolViolation.class);
        });
    }

    @Test
    void settingsThatTheServerReportsAreKnown(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            con.execute("set timezone = 'Asia/Tokyo'");
            assertThat(con.serverSettings()).containsEntry("TimeZone", "Asia/Tokyo");
            con.reset();
            assertThat(con.serverSettings()).doesNotContainEntry("TimeZone", "Asia/Tokyo");
            assertThat(con.serverVersion().major()).isGreaterThanOrEqualTo(15);
        });
    }

    /// They are some fifteen texts with their names, which would be most of the memory of an idle connection.
    @Test
    void settingsAreKeptOnceForAllConnectionsUntilOneChangesThem(EventLoop loop) {
        InConnection.run(loop, database, con -> {
            try (PgConnection other = Postgres.connect(database.options())) {
                assertThat(con.serverSettings()).isNotEmpty().isSameAs(other.serverSettings());
                other.execute("set timezone = 'Asia/Tokyo'");
                assertThat(other.serverSettings()).containsEntry("TimeZone", "Asia/Tokyo");
                assertThat(con.serverSettings()).doesNotContainEntry("TimeZone", "Asia/Tokyo");
            }
        });
    }

    // --- Servers that are none

    private static void answer(EventLoop loop, ScriptedServer.Script script, Class<? extends Throwable> reason) {
        InTask.run(loop, () -> {
            ScriptedServer server = ScriptedServer.start(peer -> {
                peer.startUp("18.6");
                var _ = peer.readUntil('S');
                script.run(peer);
                peer.readToEnd();
            });
            try (server) {
                PgConnection con = Postgres.connect(server.options().withSslMode(SslMode.DISABLE));
                ConnectionLost lost = catchThrowableOfType(ConnectionLost.class, () -> con.fetch("select $1::int", 1));
                assertThat(lost).isNotNull();
                assertThat(lost.getCause()).isInstanceOf(reason);
                assertThat(con.isClosed()).isTrue();
            }
        });
    }

    @Test
    void aMessageThatTheStateDoesNotAllowEndsTheConnection(EventLoop loop) {
        answer(loop, peer -> peer.send('G', (byte) 0, (byte) 0, (byte) 0), ProtocolViolation.class);
        answer(loop, peer -> peer.send('2'), ProtocolViolation.class);
        answer(loop, peer -> peer.send('D', (byte) 0, (byte) 0), ProtocolViolation.class);
        answer(loop, peer -> peer.send('?'), ProtocolViolation.class);
        answer(
                loop,
                peer -> peer.sendRaw((byte) 'Z', (byte) -1, (byte) -1, (byte) -1, (byte) -1),
                ProtocolViolation.class);
        answer(loop, peer -> peer.send('Z'), ProtocolViolation.class);
        answer(loop, peer -> peer.send('T', (byte) 0x7f, (byte) 0x7f), ProtocolViolation.class);
        answer(loop, peer -> peer.send('T', (byte) 0, (byte) 1, (byte) 'a'), ProtocolViolation.class);
        answer(loop, peer -> peer.send('t', (byte) 0x7f, (byte) 0x7f), ProtocolViolation.class);
        answer(loop, peer -> peer.send('E', (byte) 'S', (byte) 'x'), ProtocolViolation.class);
    }

    @Test
    void rubbishEndsTheConnectionAndNothingElse(EventLoop loop) {
        InTask.run(loop, () -> {
            for (int seed = 0; seed < 100; seed++) {
                Random random = new Random(seed);
                ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.startUp("18.6");
                    var _ = peer.readUntil('S');
                    peer.sendRaw(rubbish(random));
                });
                try (server) {
                    PgConnection con = Postgres.connect(server.options().withSslMode(SslMode.DISABLE));
                    assertThatExceptionOfType(ConnectionLost.class)
                            .as("seed %d", seed)
                            .isThrownBy(() -> con.fetch("select $1::int", 1));
                }
            }
        });
    }

    /// Messages that are well formed on the outside.
    private static byte[] rubbish(Random random) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 5; i++) {
            byte[] body = new byte[random.nextInt(30)];
            random.nextBytes(body);
            all.writeBytes(ScriptedPeer.message("12tTDCEIns".charAt(random.nextInt(10)), body));
        }
        return all.toByteArray();
    }
}
