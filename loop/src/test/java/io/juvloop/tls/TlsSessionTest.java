package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.LoopStats;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Program;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingProtocol;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a program learns of an encrypted connection: from its transport, the statistics and the log.
@LoopTest
class TlsSessionTest {
    private static final String LABEL = "EXPERIMENTAL juvloop";

    private static TlsSession session(Recording end) {
        return Objects.requireNonNull(end.transport().extraInfo(ExtraInfo.SSL_OBJECT));
    }

    private static TlsPair<RecordingProtocol, RecordingProtocol> pair(EventLoop loop, String version) {
        return new TlsPair<>(
                loop,
                RecordingProtocol::new,
                RecordingProtocol::new,
                Contexts.serving(version),
                Contexts.connecting(version).withServerName("localhost"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void bothSidesDeriveTheSameSecretAndNoOtherConnectionDoes(String version, EventLoop loop) throws Exception {
        byte[] context = {1, 2, 3};
        byte[] before;
        try (var pair = pair(loop, version)) {
            TlsSession client = session(pair.client());
            TlsSession server = session(pair.server());
            before = client.exportKey(LABEL, context, 40);

            assertThat(before).hasSize(40).isEqualTo(server.exportKey(LABEL, context, 40));
            assertThat(client.exportKey(LABEL, null, 32)).isEqualTo(server.exportKey(LABEL, null, 32));
            assertThat(client.exportKey(LABEL, new byte[] {1}, 40)).isNotEqualTo(before);
            assertThat(client.exportKey(LABEL + "2", context, 40)).isNotEqualTo(before);
            assertThatThrownBy(() -> client.exportKey(LABEL, context, 0)).isInstanceOf(IllegalArgumentException.class);
            pair.client().transport().close();
            pair.awaitLost();
            assertThat(server.exportKey(LABEL, context, 40)).isEqualTo(before);
        }
        try (var pair = pair(loop, version)) {
            assertThat(session(pair.client()).exportKey(LABEL, context, 40)).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, -tls1_3", "TLSv1.2, -tls1_2"})
    void opensslDerivesTheSameSecret(String version, String option, EventLoop loop) throws Exception {
        try (var serving =
                        Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, Contexts.serving(version));
                Program client = Program.start(List.of(
                        "openssl",
                        "s_client",
                        option,
                        "-keymatexport",
                        LABEL,
                        "-keymatexportlen",
                        "32",
                        "-connect",
                        "127.0.0.1:" + serving.port()))) {
            CompletableFuture<String> printed = Blocking.call(() -> {
                String line = client.line();
                while (!line.contains("Keying material:")) {
                    line = client.line();
                }
                return line.strip().substring("Keying material: ".length());
            });
            RecordingProtocol server = serving.protocol(0);
            Await.until(loop, server::isMade);
            byte[] ours = session(server).exportKey(LABEL, null, 32);
            assertThat(HexFormat.of().formatHex(ours))
                    .isEqualTo(loop.runUntilComplete(printed).toLowerCase(Locale.ROOT));
        }
    }

    /// The server's leaf is what channel binding hashes; a resumed session shows it as well.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theServersCertificateIsKnownAlsoOfAResumedSessionAndAfterTheEnd(String version, EventLoop loop) {
        try (var serving =
                Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, Contexts.serving(version))) {
            ConnectOptions options = Contexts.connecting(version).withServerName("localhost");
            for (boolean resumed : new boolean[] {false, true}) {
                var connection = loop.runUntilComplete(
                        loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port(), options));
                RecordingProtocol server = serving.protocol(resumed ? 1 : 0);
                Await.until(loop, server::isMade);
                server.transport().write(new byte[1]);
                Await.until(loop, () -> connection.protocol().receivedCount() == 1);
                connection.transport().close();
                Await.until(loop, connection.protocol()::isLost);

                var transport = connection.transport();
                assertThat(session(connection.protocol()).isResumed()).isEqualTo(resumed);
                assertThat(transport.extraInfo(ExtraInfo.PEERCERT))
                        .isEqualTo(Contexts.SERVER.chain().getFirst());
                assertThat(transport.extraInfo(ExtraInfo.SSL_CONTEXT))
                        .isSameAs(options.tls().orElseThrow());
                assertThat(transport.extraInfo(ExtraInfo.CIPHER))
                        .isEqualTo(session(connection.protocol()).cipherSuite());
                assertThat(transport.extraInfo(ExtraInfo.PEERNAME)).isEqualTo(serving.address());
                assertThat(server.transport().extraInfo(ExtraInfo.PEERCERT)).isNull();
            }
        }
    }

    @Test
    void aPlainConnectionHasNothingOfTls(EventLoop loop) {
        try (var pair = io.juvloop.net.peer.Pair.connect(loop)) {
            for (ExtraInfo<?> key :
                    List.of(ExtraInfo.SSL_CONTEXT, ExtraInfo.SSL_OBJECT, ExtraInfo.PEERCERT, ExtraInfo.CIPHER)) {
                assertThat((Object) pair.clientTransport().extraInfo(key)).isNull();
            }
        }
    }

    @Test
    void theStatisticsCountEnginesAndHandshakes(EventLoop loop) {
        TlsContext server = Contexts.server("TLSv1.3");
        ConnectOptions options = Contexts.connecting("TLSv1.3").withServerName("localhost");
        assertThat(loop.stats().tls()).isEqualTo(new LoopStats.Tls(new LoopStats.Count(0, 0), 0, 0, 0));
        try (var serving = Serving.tcp(
                loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, ServerOptions.DEFAULT.withTls(server))) {
            for (int i = 0; i < 2; i++) {
                var connection = loop.runUntilComplete(
                        loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port(), options));
                RecordingProtocol end = serving.protocol(i);
                Await.until(loop, end::isMade);
                assertThat(loop.stats().tls().engines()).isEqualTo(new LoopStats.Count(2L * i + 2, 2L * i));
                end.transport().write(new byte[1]);
                Await.until(loop, () -> connection.protocol().receivedCount() == 1);
                connection.transport().close();
                Await.until(loop, () -> connection.protocol().isLost() && end.isLost());
            }
            assertThatThrownBy(() -> loop.runUntilComplete(loop.createConnection(
                    RecordingProtocol::new, "127.0.0.1", serving.port(), options.withServerName("elsewhere"))));
            Await.until(loop, () -> loop.stats().tls().engines().live() == 0);
            assertThat(loop.stats().tls()).isEqualTo(new LoopStats.Tls(new LoopStats.Count(6, 6), 4, 2, 2));
        }
    }

    /// The records of the log for debugging, which other tests do not want to see.
    private static final class DebugLog extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger("io.juvloop");
        private final List<String> lines = new CopyOnWriteArrayList<>();

        DebugLog() {
            setLevel(Level.ALL);
            logger.setLevel(Level.FINE);
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().equals(Level.FINE)) {
                lines.add(new SimpleFormatter().formatMessage(record));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
            logger.setLevel(null);
        }
    }

    @Test
    void debugModeLogsTheTimeVersionAndCipherOfEachHandshake(EventLoop loop) {
        try (DebugLog log = new DebugLog()) {
            try (var pair = pair(loop, "TLSv1.3")) {
                assertThat(log.lines).isEmpty();
                pair.client().transport().abort();
            }
            loop.setDebug(true);
            try (var pair = pair(loop, "TLSv1.2")) {
                String cipher = session(pair.client()).cipherSuite();
                assertThat(log.lines)
                        .hasSize(2)
                        .allSatisfy(line -> assertThat(line)
                                .matches("(?s).*: TLS handshake took [0-9.]+ ms: TLSv1\\.2, " + cipher + ", full"));
            }
            log.lines.clear();
            try (var serving =
                    Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, Contexts.serving("TLSv1.2"))) {
                assertThatThrownBy(() -> loop.runUntilComplete(loop.createConnection(
                        RecordingProtocol::new, "127.0.0.1", serving.port(), Contexts.connecting("TLSv1.3"))));
                Await.until(loop, () -> log.lines.size() == 2);
                assertThat(log.lines)
                        .allSatisfy(line -> assertThat(line).contains("TLS handshake failed after", "SSL"));
            }
        }
    }

    /// A name with a wrong certificate: the error has both, so that a user sees which of them is wrong.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theErrorOfAWrongNameHasBothNames(String version, EventLoop loop) {
        try (var serving =
                Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, Contexts.serving(version))) {
            for (String wanted : List.of("example.org", "192.0.2.7")) {
                assertThatThrownBy(() -> loop.runUntilComplete(loop.createConnection(
                                RecordingProtocol::new,
                                "127.0.0.1",
                                serving.port(),
                                Contexts.connecting(version).withServerName(wanted))))
                        .hasMessageContainingAll(wanted, "it is for localhost, 127.0.0.1");
            }
        }
    }

    @Test
    void aSecretNeedsALabel(EventLoop loop) {
        try (var pair = pair(loop, "TLSv1.3")) {
            String none = new String(new byte[300], StandardCharsets.US_ASCII);
            assertThatThrownBy(() -> session(pair.client()).exportKey(none, null, 10))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
