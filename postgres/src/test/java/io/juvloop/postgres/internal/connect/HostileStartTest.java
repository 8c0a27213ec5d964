package io.juvloop.postgres.internal.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.EventLoop;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.server.ScriptedPeer;
import io.juvloop.postgres.server.ScriptedServer;
import io.juvloop.testing.EventLoopTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers, and those who pretend to be one, that do not keep to the protocol.
@EventLoopTest
class HostileStartTest {
    private static ScriptedServer start(EventLoop loop, ScriptedServer.Script script) {
        return loop.runUntilComplete(loop.createTask(() -> ScriptedServer.start(script)));
    }

    /// Connects without TLS to a server that says what it likes behind the start-up message.
    private static void connectPlain(EventLoop loop, ScriptedServer.Script script) {
        try (ScriptedServer server = start(loop, peer -> {
            var _ = peer.readStartup();
            script.run(peer);
            peer.readToEnd();
        })) {
            PgOptions options = server.options().withPassword("secret").withSslMode(SslMode.DISABLE);
            Connects.start(loop, options).transport().abort();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SslMode.class,
            names = {"PREFER", "REQUIRE"})
    void bytesBehindTheAnswerToTheRequestForTlsAreAnAttack(SslMode mode, EventLoop loop) {
        for (String answer : List.of("Sx", "Nx", "SE\0\0\0\4")) {
            try (ScriptedServer server = start(loop, peer -> {
                var _ = peer.readUntyped();
                peer.sendRaw(answer.getBytes(UTF_8));
                peer.readToEnd();
            })) {
                assertThatExceptionOfType(ProtocolViolation.class)
                        .isThrownBy(() -> Connects.start(loop, server.options().withSslMode(mode)))
                        .withMessageContaining("attack");
                assertThat(server.accepted()).isEqualTo(1);
            }
        }
    }

    @Test
    void anErrorBeforeTlsIsNotShown(EventLoop loop) {
        try (ScriptedServer server = start(loop, peer -> {
            var _ = peer.readUntyped();
            peer.error("FATAL", "28000", "call this number");
            peer.readToEnd();
        })) {
            assertThatExceptionOfType(PgException.class)
                    .isThrownBy(() -> Connects.start(loop, server.options()))
                    .withMessageNotContaining("number");
        }
    }

    @Test
    void aServerThatIsReadyTooEarlyIsRefused(EventLoop loop) {
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> connectPlain(loop, peer -> peer.ready('I')))
                .withMessageContaining("before it has accepted");
    }

    @Test
    void aServerThatAcceptsInTheMiddleOfScramIsRefused(EventLoop loop) {
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> connectPlain(loop, peer -> {
                    peer.send('R', ScriptedPeer.body(10, "SCRAM-SHA-256", (byte) 0));
                    var _ = peer.read();
                    peer.accept("18.0");
                }))
                .withMessageContaining("without proving");
    }

    @Test
    void aServerThatGoesOnWithWhatItHasNotBegunIsRefused(EventLoop loop) {
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> connectPlain(
                        loop, peer -> peer.send('R', ScriptedPeer.body(11, "r=x,s=AAAA,i=1".getBytes(UTF_8)))));
    }

    @Test
    void tooManyIterationsAreRefused(EventLoop loop) {
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> connectPlain(loop, peer -> {
                    peer.send('R', ScriptedPeer.body(10, "SCRAM-SHA-256", (byte) 0));
                    String first = peer.read().text();
                    String nonce = first.substring(first.indexOf("r=") + 2);
                    String answer = "r=" + nonce + "x,s=AAAA,i=2000000000";
                    peer.send('R', ScriptedPeer.body(11, answer.getBytes(UTF_8)));
                }))
                .withMessageContaining("2000000000");
    }

    @Test
    void aSecondMethodOfAuthenticationIsNotAnswered(EventLoop loop) {
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> connectPlain(loop, peer -> {
                    peer.send('R', ScriptedPeer.body(5, new byte[4]));
                    var _ = peer.read();
                    peer.send('R', ScriptedPeer.body(3));
                }))
                .withMessageContaining("second");
    }

    @Test
    void methodsThatTheDriverDoesNotHaveAreNamed(EventLoop loop) {
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> connectPlain(loop, peer -> peer.send('R', ScriptedPeer.body(7))))
                .withMessageContaining("GSSAPI");
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() ->
                        connectPlain(loop, peer -> peer.send('R', ScriptedPeer.body(10, "OAUTHBEARER", (byte) 0))))
                .withMessageContaining("OAuth");
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> connectPlain(loop, peer -> peer.send('R', ScriptedPeer.body(99))))
                .withMessageContaining("99");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20})
    void aLengthThatCannotBeEndsTheConnection(int length, EventLoop loop) {
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> connectPlain(loop, peer -> peer.sendRaw(ScriptedPeer.body((byte) 'R', length))));
    }

    @ParameterizedTest
    @ValueSource(chars = {'R', 'S', 'K', 'E', 'v', 'T', 'X', '\0'})
    void aMessageWithoutABodyEndsTheConnection(char type, EventLoop loop) {
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> connectPlain(loop, peer -> peer.send(type)));
    }

    /// Nothing that comes so early is kept, so only questions about the user and an error are taken.
    @Test
    void whatComesBeforeTheUserIsAcceptedIsRefused(EventLoop loop) {
        List<byte[]> early = List.of(
                ScriptedPeer.message('S', ScriptedPeer.body("name", "value")),
                ScriptedPeer.message('K', ScriptedPeer.body(1, 2)),
                ScriptedPeer.message('N', ScriptedPeer.body((byte) 0)),
                ScriptedPeer.message('A', ScriptedPeer.body(1, "channel", "")),
                ScriptedPeer.message('C', ScriptedPeer.body("BEGIN")));
        for (byte[] message : early) {
            assertThatExceptionOfType(ProtocolViolation.class)
                    .as("%c", message[0])
                    .isThrownBy(() -> connectPlain(loop, peer -> {
                        peer.sendRaw(message);
                        peer.accept("18.0");
                    }))
                    .withMessageContaining("before it has accepted");
        }
    }

    @Test
    void settingsWithoutEndAreRefused(EventLoop loop) {
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> connectPlain(loop, peer -> {
                    peer.send('R', ScriptedPeer.body(0));
                    for (int i = 0; i < 2_000; i++) {
                        peer.send('S', ScriptedPeer.body("setting " + i, "value"));
                    }
                    peer.ready('I');
                }))
                .withMessageContaining("settings");
    }

    @Test
    void bodiesThatAreTooLongAreRefused(EventLoop loop) {
        List<byte[]> bodies = List.of(
                ScriptedPeer.message('R', ScriptedPeer.body(0, (byte) 0)),
                ScriptedPeer.message('R', ScriptedPeer.body(3, (byte) 0)),
                ScriptedPeer.message('R', ScriptedPeer.body(5, new byte[3])),
                ScriptedPeer.message('R', ScriptedPeer.body(5, new byte[5])),
                ScriptedPeer.message('R', ScriptedPeer.body(10, "SCRAM-SHA-256", (byte) 0, (byte) 0)),
                ScriptedPeer.message('R', ScriptedPeer.body(10, "SCRAM-SHA-256")),
                ScriptedPeer.message('E', ScriptedPeer.body((byte) 'M', "text", (byte) 0, (byte) 0)),
                ScriptedPeer.message('E', ScriptedPeer.body((byte) 'M', "text")));
        for (byte[] body : bodies) {
            assertThatExceptionOfType(ProtocolViolation.class)
                    .as("%s", new String(body, UTF_8))
                    .isThrownBy(() -> connectPlain(loop, peer -> peer.sendRaw(body)));
        }
    }

    @Test
    void whatIsReportedMustBeWellFormed(EventLoop loop) {
        List<byte[]> reports = List.of(
                ScriptedPeer.message('S', "name\0value".getBytes(UTF_8)),
                ScriptedPeer.message('S', ScriptedPeer.body("name")),
                ScriptedPeer.message('S', ScriptedPeer.body("name", "value", "more")),
                ScriptedPeer.message('K', ScriptedPeer.body(1)),
                ScriptedPeer.message('K', ScriptedPeer.body(1, new byte[3])),
                ScriptedPeer.message('K', ScriptedPeer.body(1, new byte[32])), // of version 3.2
                ScriptedPeer.message('Z', (byte) 'X'),
                ScriptedPeer.message('Z', (byte) 'I', (byte) 'I'),
                ScriptedPeer.message('Z'),
                ScriptedPeer.message('v', ScriptedPeer.body(3 << 16, 0)),
                ScriptedPeer.message('R', ScriptedPeer.body(0)));
        for (byte[] report : reports) {
            assertThatExceptionOfType(ProtocolViolation.class)
                    .as("%s", new String(report, UTF_8))
                    .isThrownBy(() -> connectPlain(loop, peer -> {
                        peer.send('R', ScriptedPeer.body(0));
                        peer.sendRaw(report);
                        peer.ready('I');
                    }));
        }
    }

    @Test
    void aVersionIsNegotiatedDownOnceAndToOneThatIsKnown(EventLoop loop) {
        int newest = (3 << 16) + 2;
        List<byte[]> answers = List.of(
                ScriptedPeer.message('v', ScriptedPeer.body(newest, 0)),
                ScriptedPeer.message('v', ScriptedPeer.body(newest + 1, 0)),
                ScriptedPeer.message('v', ScriptedPeer.body(4 << 16, 0)),
                ScriptedPeer.message('v', ScriptedPeer.body(2 << 16, 0)),
                ScriptedPeer.message('v', ScriptedPeer.body(-1, 0)),
                ScriptedPeer.message('v', ScriptedPeer.body(3 << 16, 1, "_pq_.x")),
                ScriptedPeer.message('v', ScriptedPeer.body(3 << 16, 0, (byte) 0)),
                ScriptedPeer.message('v', ScriptedPeer.body(3 << 16)));
        for (byte[] answer : answers) {
            assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> connectNewest(loop, answer));
        }
        byte[] once = ScriptedPeer.message('v', ScriptedPeer.body(3 << 16, 0));
        connectNewest(loop, once);
        assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> connectNewest(loop, once, once));
    }

    private static void connectNewest(EventLoop loop, byte[]... answers) {
        try (ScriptedServer server = start(loop, peer -> {
            var _ = peer.readStartup();
            for (byte[] answer : answers) {
                peer.sendRaw(answer);
            }
            peer.accept("18.0");
            peer.readToEnd();
        })) {
            PgOptions options =
                    server.options().withSslMode(SslMode.DISABLE).withParameter("max_protocol_version", "latest");
            Connects.start(loop, options).transport().abort();
        }
    }

    @Test
    void aServerThatLeavesIsALostConnection(EventLoop loop) {
        try (ScriptedServer server = start(loop, peer -> {
            var _ = peer.readStartup();
        })) {
            assertThatExceptionOfType(ConnectionLost.class)
                    .isThrownBy(() -> Connects.start(loop, server.options().withSslMode(SslMode.DISABLE)));
        }
    }

    @Test
    void aMessageInPiecesIsOneMessage(EventLoop loop) {
        connectPlain(loop, peer -> {
            for (byte each : ScriptedPeer.message('R', ScriptedPeer.body(0))) {
                peer.sendRaw(each);
            }
            peer.send('N', ScriptedPeer.body((byte) 0));
            peer.ready('I');
        });
    }

    @Test
    void theServersFloodIsHeldBackAndKept(EventLoop loop) {
        try (ScriptedServer server = start(loop, peer -> {
            peer.startUp("18.0");
            peer.sendRaw(new byte[1 << 20]);
            peer.readToEnd();
        })) {
            Started started = Connects.start(loop, server.options().withSslMode(SslMode.DISABLE));
            assertThat(started.transport().isReading()).isFalse();
            assertThat(started.rest().remaining()).isLessThan(1 << 20);
            started.transport().abort();
        }
    }

    @Test
    void aVersionThatIsTooOldIsSaid(EventLoop loop) {
        try (ScriptedServer server = start(loop, peer -> {
            assertThat(peer.readStartup()).containsEntry("version", Integer.toString((3 << 16) + 2));
            peer.send('v', ScriptedPeer.body(3 << 16, 0));
            peer.accept("18.0");
            peer.readToEnd();
        })) {
            PgOptions options =
                    server.options().withSslMode(SslMode.DISABLE).withParameter("max_protocol_version", "latest");
            Connects.start(loop, options).transport().abort();
            assertThatExceptionOfType(PgException.class)
                    .isThrownBy(() -> Connects.start(loop, options.withParameter("min_protocol_version", "3.2")))
                    .withMessageContaining("3.0");
        }
    }
}
