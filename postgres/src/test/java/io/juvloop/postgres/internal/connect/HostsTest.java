package io.juvloop.postgres.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.InvalidAuthorization;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.TargetSessionAttrs;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.ScriptedPeer;
import io.juvloop.postgres.server.ScriptedServer;
import io.juvloop.postgres.server.ServerSetup;
import io.juvloop.postgres.server.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PostgresTest
class HostsTest {
    private static TestServer standby;

    private final TestServer primary;

    HostsTest(TestServer primary) {
        this.primary = primary;
    }

    @BeforeAll
    static void startStandby() {
        standby = TestServer.start(ServerSetup.DEFAULT.standby());
    }

    @AfterAll
    static void stopStandby() {
        standby.close();
    }

    private PgOptions hosts(int... ports) {
        String[] names = new String[ports.length];
        Arrays.fill(names, "127.0.0.1");
        return primary.options().withHosts(names).withPorts(ports);
    }

    private static int port(EventLoop loop, PgOptions options) {
        Started started = Connects.start(loop, options);
        started.transport().abort();
        return started.target().port();
    }

    private static ScriptedServer scripted(EventLoop loop, ScriptedServer.Script script) {
        return loop.runUntilComplete(loop.createTask(() -> ScriptedServer.start(script)));
    }

    @ParameterizedTest
    @CsvSource({
        "READ_WRITE, primary",
        "PRIMARY, primary",
        "READ_ONLY, standby",
        "STANDBY, standby",
        "PREFER_STANDBY, standby",
        "ANY, standby"
    })
    @Tag("case-5")
    void hostsAreTriedUntilOneIsOfTheKind(TargetSessionAttrs wanted, String expected, EventLoop loop)
            throws IOException {
        PgOptions options =
                hosts(Connects.deadPort(), standby.port(), primary.port()).withTargetSessionAttrs(wanted);

        assertThat(port(loop, options)).isEqualTo(expected.equals("primary") ? primary.port() : standby.port());
    }

    @Test
    void aPrimaryIsTakenWhereNoStandbyIs(EventLoop loop) throws IOException {
        PgOptions options =
                hosts(Connects.deadPort(), primary.port()).withTargetSessionAttrs(TargetSessionAttrs.PREFER_STANDBY);

        assertThat(port(loop, options)).isEqualTo(primary.port());
    }

    @Test
    @Tag("case-5")
    void aServerOfAnotherKindIsNamedWithTheReason(EventLoop loop) {
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> port(loop, hosts(standby.port()).withTargetSessionAttrs(TargetSessionAttrs.PRIMARY)))
                .withMessageContaining("127.0.0.1:" + standby.port())
                .withMessageContaining("a standby");
    }

    @Test
    @Tag("case-5")
    void whereAllFailEachReasonIsInOneException(EventLoop loop) throws IOException {
        int dead = Connects.deadPort();
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() ->
                        port(loop, hosts(dead, standby.port()).withTargetSessionAttrs(TargetSessionAttrs.READ_WRITE)))
                .withMessageContaining("127.0.0.1:" + dead)
                .withMessageContaining("127.0.0.1:" + standby.port())
                .satisfies(failed -> assertThat(failed.getSuppressed()).hasSize(2));
    }

    @Test
    void aServerThatRefusesTheUserIsTheLastOne(EventLoop loop) throws IOException {
        int dead = Connects.deadPort();
        PgOptions options = hosts(dead, primary.port(), standby.port())
                .withUser("scram_user")
                .withPassword("wrong");
        assertThatExceptionOfType(InvalidAuthorization.class)
                .isThrownBy(() -> port(loop, options))
                .satisfies(failed -> assertThat(failed.getSuppressed()).hasSize(1));
    }

    @Test
    void aServerThatIsStartingIsPassedOver(EventLoop loop) {
        try (ScriptedServer starting = scripted(loop, peer -> {
            var _ = peer.readStartup();
            peer.error("FATAL", "57P03", "the database system is starting up");
        })) {
            PgOptions options = hosts(starting.port(), primary.port()).withSslMode(SslMode.DISABLE);
            assertThat(port(loop, options)).isEqualTo(primary.port());
        }
    }

    @Test
    void aHostThatNeverAnswersTakesItsShareOfTheTimeOnly(EventLoop loop) {
        try (ScriptedServer silent = scripted(loop, ScriptedPeer::readToEnd)) {
            long begin = System.nanoTime();
            PgOptions options = hosts(silent.port(), primary.port()).withConnectTimeout(Duration.ofSeconds(2));

            assertThat(port(loop, options)).isEqualTo(primary.port());
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofMillis(990), Duration.ofMillis(1900));

            assertThatExceptionOfType(PgTimeoutException.class)
                    .isThrownBy(() -> port(loop, hosts(silent.port()).withConnectTimeout(Duration.ofMillis(50))))
                    .withMessageContaining("127.0.0.1:" + silent.port());
        }
    }

    @Test
    void cancellingEndsTheAttempt(EventLoop loop) {
        try (ScriptedServer silent = scripted(loop, ScriptedPeer::readToEnd)) {
            LoopFuture<Started> connecting =
                    Connecting.connect(loop, hosts(silent.port()), Environments.EMPTY, started -> started);
            loop.runUntilComplete(loop.createTask(() -> {
                while (silent.accepted() == 0) {
                    Async.sleep(Duration.ofMillis(1));
                }
                return true;
            }));
            assertThat(connecting.cancel(true)).isTrue();
        }
    }

    @Test
    @Tag("case-5")
    void chanceSpreadsConnectionsOverTheHosts(EventLoop loop) {
        ScriptedServer.Script script = peer -> {
            peer.startUp("18.0");
            peer.readToEnd();
        };
        try (ScriptedServer first = scripted(loop, script);
                ScriptedServer second = scripted(loop, script)) {
            PgOptions options = hosts(first.port(), second.port())
                    .withSslMode(SslMode.DISABLE)
                    .withLoadBalanceHosts(true);
            for (int i = 0; i < 200; i++) {
                var _ = port(loop, options);
            }
            assertThat(first.accepted() + second.accepted()).isEqualTo(200);
            assertThat(first.accepted()).isBetween(60, 140);
        }
    }

    @Test
    void anOlderServerIsAskedWhatItIs(EventLoop loop) {
        try (ScriptedServer old = scripted(loop, peer -> {
            peer.startUp("13.1");
            assertThat(peer.read().text()).isEqualTo("show transaction_read_only\0");
            peer.send('T', ScriptedPeer.body((short) 0));
            peer.send('D', ScriptedPeer.body((short) 1, 2, "on".getBytes(StandardCharsets.UTF_8)));
            peer.send('C', ScriptedPeer.body("SHOW"));
            peer.ready('I');
            peer.readToEnd();
        })) {
            PgOptions options = hosts(old.port(), primary.port())
                    .withSslMode(SslMode.DISABLE)
                    .withTargetSessionAttrs(TargetSessionAttrs.READ_WRITE);
            assertThat(port(loop, options)).isEqualTo(primary.port());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderMeansItsSocket(EventLoop loop) {
        PgOptions options = primary.options().withHosts(primary.sockets().toString());

        Started started = Connects.start(loop, options.withSslMode(SslMode.REQUIRE));

        assertThat(Connects.isEncrypted(primary, started)).isFalse();
        assertThat(started.target().path()).endsWith("/.s.PGSQL." + primary.port());
        started.transport().abort();
    }
}
