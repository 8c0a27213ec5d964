package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.ServerOptions;
import io.juvloop.Transport;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Payload;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How encrypted connections end.
@LoopTest
class TlsEndTest {
    private static final int FOUR_MEBIBYTES = 4 * 1024 * 1024;

    /// What the buffers of two sockets may hold, with some room.
    private static final long MOST_IN_SOCKETS = 32 * 1024 * 1024;

    /// Wants no data at first.
    static final class PausedFromTheBegin extends RecordingProtocol {
        @Override
        public void connectionMade(Transport connection) {
            super.connectionMade(connection);
            connection.pauseReading();
        }
    }

    private static Serving<RecordingProtocol> serving(EventLoop loop, String version) {
        return Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, Contexts.serving(version));
    }

    private static Serving<Recording> serving(EventLoop loop, String kind, ServerOptions options) {
        return Serving.tcp(
                loop,
                () -> kind.equals("plain") ? new RecordingProtocol() : new RecordingBufferedProtocol(100_000),
                List.of("127.0.0.1"),
                0,
                options);
    }

    private static TlsPair<RecordingProtocol, RecordingProtocol> pair(EventLoop loop, String version) {
        return new TlsPair<>(
                loop,
                RecordingProtocol::new,
                RecordingProtocol::new,
                Contexts.serving(version),
                Contexts.connecting(version));
    }

    /// A client of the JDK's own, over a socket that can be ended without TLS.
    private static SSLSocket client(Socket raw, String version) throws IOException {
        SSLSocket socket = JdkPeer.over(raw, raw.getPort());
        socket.setEnabledProtocols(new String[] {version});
        socket.startHandshake();
        return socket;
    }

    /// E6.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void everythingWrittenAndTheEndOfTlsArriveAfterClose(String version, EventLoop loop) {
        try (var serving = serving(loop, version)) {
            byte[] sent = Payload.of(FOUR_MEBIBYTES, 6);
            int port = serving.port();
            CompletableFuture<byte[]> peer = Blocking.call(() -> {
                try (Socket raw = new Socket()) {
                    raw.setReceiveBufferSize(8 * 1024);
                    raw.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                    try (SSLSocket socket = client(raw, version)) {
                        return readSlowly(socket.getInputStream());
                    }
                }
            });
            RecordingProtocol server = serving.protocol(0);
            Await.until(loop, server::isMade);
            server.transport().write(sent);
            server.transport().close();
            assertThat(server.transport().isClosing()).isTrue();

            assertThat(loop.runUntilComplete(peer)).isEqualTo(sent);
            Await.until(loop, server::isLost);
            assertThat(server.lossCause()).isNull();
        }
    }

    /// An end without TLS's own would be an exception of the JDK's.
    private static byte[] readSlowly(InputStream input) throws IOException {
        var all = new java.io.ByteArrayOutputStream();
        byte[] some = new byte[100_000];
        for (int count = input.read(some); count >= 0; count = input.read(some)) {
            all.write(some, 0, count);
        }
        return all.toByteArray();
    }

    /// E7.
    @ParameterizedTest
    @CsvSource({"TLSv1.3, plain", "TLSv1.3, buffered", "TLSv1.2, plain", "TLSv1.2, buffered"})
    void whatWasWrittenArrivesThoughThePeerHasEnded(String version, String kind, EventLoop loop) {
        try (var serving = serving(loop, kind, Contexts.serving(version))) {
            byte[] sent = Payload.of(FOUR_MEBIBYTES, 7);
            int port = serving.port();
            CompletableFuture<byte[]> peer = Blocking.call(() -> OpensslPeer.readAfterEnd(port, version, sent.length));
            Recording server = serving.protocol(0);
            Await.until(loop, server::isMade);
            server.transport().write(sent);
            Await.until(loop, () -> server.count("eof") == 1);

            assertThat(loop.runUntilComplete(peer)).isEqualTo(sent);
            Await.until(loop, server::isLost);
            assertThat(server.lossCause()).isNull();
        }
    }

    /// Before TLS 1.3 the JDK's engine sends nothing any more once it has seen the peer's end, so that what is
    /// answered to the data before it must be encrypted by then.
    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, plain, 4",
        "TLSv1.3, buffered, 4",
        "TLSv1.2, plain, 4",
        "TLSv1.2, buffered, 4",
        "TLSv1.2, plain, 100000",
        "TLSv1.2, buffered, 100000"
    })
    void dataThatCameWithTheEndAreAnswered(String version, String kind, int size, EventLoop loop) {
        try (Serving<Recording> serving = Serving.tcp(
                loop,
                () -> kind.equals("plain") ? new TlsEchoTest.Echo() : new TlsEchoTest.BufferedEcho(64 * 1024),
                List.of("127.0.0.1"),
                0,
                Contexts.serving(version))) {
            int port = serving.port();
            CompletableFuture<byte[]> peer = Blocking.call(() -> OpensslPeer.endWithData(port, version, size));

            assertThat(loop.runUntilComplete(peer)).hasSize(size).containsOnly('x');
            Recording server = serving.protocol(0);
            Await.until(loop, server::isLost);
            assertThat(server.events()).containsExactly("made", "eof", "lost");
        }
    }

    /// E8 and case 20.
    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, false, plain",
        "TLSv1.3, true, plain",
        "TLSv1.2, false, plain",
        "TLSv1.2, true, plain",
        "TLSv1.3, false, buffered",
        "TLSv1.3, true, buffered",
        "TLSv1.2, false, buffered",
        "TLSv1.2, true, buffered"
    })
    void anEndWithoutTheEndOfTlsIsNoCleanEndUnlessTolerated(
            String version, boolean tolerated, String kind, EventLoop loop) {
        TlsContext context = TlsContext.server(Contexts.serverOptions(version).withTruncationTolerated(tolerated));
        try (var serving = serving(loop, kind, ServerOptions.DEFAULT.withTls(context))) {
            int port = serving.port();
            loop.runUntilComplete(Blocking.run(() -> {
                try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    SSLSocket socket = client(raw, version);
                    socket.getOutputStream().write(new byte[10_000]);
                    raw.shutdownOutput();
                    raw.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                }
            }));
            Recording server = serving.protocol(0);
            Await.until(loop, server::isLost);

            assertThat(server.receivedCount()).isEqualTo(10_000);
            if (tolerated) {
                assertThat(server.events()).containsExactly("made", "data", "eof", "lost");
            } else {
                assertThat(server.events()).containsExactly("made", "data", "lost(SSLException)");
                assertThat(server.lossCause()).hasMessageContaining("without an end of TLS");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void dataThatWaitForTheUserComeBeforeTheTruncation(String version, EventLoop loop) {
        try (var serving =
                Serving.tcp(loop, PausedFromTheBegin::new, List.of("127.0.0.1"), 0, Contexts.serving(version))) {
            int port = serving.port();
            CompletableFuture<Boolean> peer = Blocking.run(() -> {
                try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    client(raw, version).getOutputStream().write(new byte[10_000]);
                }
            });
            RecordingProtocol server = serving.protocol(0);
            Await.until(loop, server::isMade);
            loop.runUntilComplete(peer);
            Turns.one(loop);
            assertThat(server.receivedCount()).isZero();
            assertThat(server.isLost()).isFalse();
            assertThat(server.transport().isReading()).isFalse();

            server.transport().resumeReading();
            Await.until(loop, server::isLost);
            assertThat(server.receivedCount()).isEqualTo(10_000);
            assertThat(server.lossCause()).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aPeerThatDoesNotAnswerTheEndSeesTheEndOfTheStream(String version, EventLoop loop) {
        try (var serving = serving(loop, version)) {
            int port = serving.port();
            CompletableFuture<Integer> peer = Blocking.call(() -> {
                try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    client(raw, version);
                    return raw.getInputStream().readAllBytes().length; // to the FIN, without TLS
                }
            });
            RecordingProtocol server = serving.protocol(0);
            Await.until(loop, server::isMade);
            server.transport().close();

            assertThat(loop.runUntilComplete(peer)).isPositive();
            Await.until(loop, server::isLost);
            assertThat(server.events()).containsExactly("made", "lost");
        }
    }

    /// Both for a peer that does not answer the end, and for one that does not even take what was written before.
    @ParameterizedTest
    @CsvSource({"TLSv1.3, 0", "TLSv1.2, 0", "TLSv1.3, 20000000", "TLSv1.2, 20000000"})
    void anEndThatTakesTooLongIsAnError(String version, int unread, EventLoop loop) {
        try (var serving = Serving.tcp(
                loop,
                RecordingProtocol::new,
                List.of("127.0.0.1"),
                0,
                Contexts.serving(version).withTlsTimeouts(Duration.ofSeconds(10), Duration.ofMillis(200)))) {
            int port = serving.port();
            CompletableFuture<Boolean> over = new CompletableFuture<>();
            CompletableFuture<Boolean> peer = Blocking.run(() -> {
                try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    client(raw, version);
                    over.join();
                }
            });
            RecordingProtocol server = serving.protocol(0);
            Await.until(loop, server::isMade);
            server.transport().write(new byte[unread]);
            server.transport().close();
            Await.until(loop, server::isLost);
            assertThat(server.lossCause())
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("200 ms");
            over.complete(true);
            loop.runUntilComplete(peer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aPeerThatSendsOnAfterOurEndIsNotListenedToForLong(String version, EventLoop loop) {
        try (var serving = serving(loop, version)) {
            int port = serving.port();
            CompletableFuture<Long> peer = Blocking.call(() -> {
                long sent = 0;
                try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    SSLSocket socket = client(raw, version);
                    for (; sent < 1_000_000_000L; sent += 10_000) {
                        socket.getOutputStream().write(new byte[10_000]);
                    }
                } catch (IOException closed) {
                    return sent;
                }
                return sent;
            });
            RecordingProtocol server = serving.protocol(0);
            Await.until(loop, () -> server.receivedCount() > 0);
            server.transport().close();
            int before = server.receivedCount();

            assertThat(loop.runUntilComplete(peer)).isLessThan(before + MOST_IN_SOCKETS);
            Await.until(loop, server::isLost);
            assertThat(server.lossCause()).isNull();
            assertThat(server.receivedCount()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void abortEndsAtOnceAndWithoutTheEndOfTls(String version, EventLoop loop) {
        try (var pair = pair(loop, version)) {
            pair.client().transport().write(new byte[1000]);
            pair.client().transport().abort();
            assertThat(pair.client().transport().isClosing()).isTrue();
            pair.awaitLost();
            assertThat(pair.client().events()).containsExactly("made", "lost");
            assertThat(pair.server().count("eof")).isZero();
            assertThat(pair.server().lossCause()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void lateWritesAreDroppedAndFromTheFifthOnSaid(String version, EventLoop loop, Logged logged) {
        try (var pair = pair(loop, version)) {
            pair.client().transport().close();
            for (int i = 0; i < 5; i++) {
                pair.client().transport().write(new byte[1]);
            }
            assertThat(logged.only().message()).contains("a write to").contains("was dropped");
            pair.awaitLost();
            assertThat(pair.server().receivedCount()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aProtocolCannotStayOpenAfterTheEnd(String version, EventLoop loop, Logged logged) {
        try (var pair = pair(loop, version)) {
            pair.server().stayOpenAfterEof();
            pair.client().transport().close();
            pair.awaitLost();
            assertThat(pair.server().events()).containsExactly("made", "eof", "lost");
            assertThat(logged.only().message()).contains("true from eofReceived has no effect", "TLS");
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, true", "TLSv1.3, false", "TLSv1.2, true", "TLSv1.2, false"})
    void aProtocolThatThrowsCostsItsConnection(String version, boolean atEnd, EventLoop loop, Reported reported) {
        var thrower = new RecordingProtocol() {
            @Override
            public void dataReceived(ByteBuffer data) {
                super.dataReceived(data);
                if (!atEnd) {
                    throw new IllegalArgumentException("on purpose");
                }
            }

            @Override
            public boolean eofReceived() {
                throw new IllegalArgumentException("on purpose");
            }
        };
        try (var pair = new TlsPair<>(
                loop, () -> thrower, RecordingProtocol::new, Contexts.serving(version), Contexts.connecting(version))) {
            pair.client().transport().write(new byte[5]);
            if (atEnd) {
                pair.client().transport().close();
            }
            pair.awaitLost();
            assertThat(reported.only().exception()).hasMessage("on purpose");
            assertThat(thrower.lossCause()).hasMessage("on purpose");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theServerClosesAndAbortsItsClients(String version, EventLoop loop) {
        try (var serving = serving(loop, version)) {
            for (boolean aborts : new boolean[] {false, true}) {
                RecordingProtocol client = loop.runUntilComplete(loop.createConnection(
                                RecordingProtocol::new, "127.0.0.1", serving.port(), Contexts.connecting(version)))
                        .protocol();
                RecordingProtocol server = serving.protocol(aborts ? 1 : 0);
                Await.until(loop, server::isMade);
                if (aborts) {
                    serving.server().abortClients();
                } else {
                    serving.server().closeClients();
                }
                Await.until(loop, () -> client.isLost() && server.isLost());
                assertThat(client.count("eof")).isEqualTo(aborts ? 0 : 1);
                assertThat(server.lossCause()).isNull();
            }
        }
    }
}
