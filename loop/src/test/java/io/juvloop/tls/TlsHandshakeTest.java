package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Handshakes that fail, and what they leave: nothing.
@LoopTest
class TlsHandshakeTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration STALL_LIMIT = Duration.ofMillis(300);
    private static final int STALLING = 500;

    private final AtomicInteger made = new AtomicInteger();

    private RecordingProtocol counted() {
        made.incrementAndGet();
        return new RecordingProtocol();
    }

    private Throwable connecting(EventLoop loop, int port, ConnectOptions options) {
        Throwable thrown = catchThrowable(
                () -> loop.runUntilComplete(loop.createConnection(this::counted, "127.0.0.1", port, options)));
        return thrown instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : thrown;
    }

    private static Serving<RecordingProtocol> serving(EventLoop loop, ServerOptions options) {
        return Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, options);
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aPeerThatNeverAnswersIsGivenUp(String version, EventLoop loop) throws IOException {
        try (ServerSocket silent = listening()) {
            Throwable failure = connecting(
                    loop, silent.getLocalPort(), Contexts.connecting(version).withTlsTimeouts(SHORT, LONG));

            assertThat(failure).isInstanceOf(SocketTimeoutException.class).hasMessageContaining("200 ms");
        }
        assertThat(made).hasValue(0);
    }

    @Test
    void theTimeOutOfConnectingCoversTheHandshake(EventLoop loop) throws IOException {
        try (ServerSocket silent = listening()) {
            Throwable failure = connecting(
                    loop, silent.getLocalPort(), Contexts.connecting("TLSv1.3").withTimeout(SHORT));

            assertThat(failure).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(made).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPeerThatLeavesInTheHandshakeIsAReset(boolean resets, EventLoop loop) throws IOException {
        try (ServerSocket server = listening()) {
            CompletableFuture<Boolean> peer = Blocking.run(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[5]);
                    if (resets) {
                        socket.setSoLinger(true, 0);
                    } else {
                        socket.getInputStream()
                                .readNBytes(socket.getInputStream().available());
                        socket.shutdownOutput();
                        socket.getInputStream().readAllBytes();
                    }
                }
            });
            Throwable failure = connecting(loop, server.getLocalPort(), Contexts.connecting("TLSv1.3"));

            assertThat(failure).isInstanceOf(SocketException.class).hasMessageContaining("Connection reset");
            loop.runUntilComplete(peer);
        }
        assertThat(made).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aCertificateOfAStrangerFailsTheConnection(String version, EventLoop loop) {
        TlsCredentials stranger = Issuer.STRANGER.server("127.0.0.1");
        try (var serving = serving(
                loop, ServerOptions.DEFAULT.withTls(TlsContext.server(TlsOptions.DEFAULT.withCredentials(stranger))))) {
            Throwable failure = connecting(loop, serving.port(), Contexts.connecting(version));

            assertThat(failure).isInstanceOf(SSLHandshakeException.class).hasMessageContaining("PKIX path");
            Await.until(loop, () -> loop.stats().tls().failed() == 2);
            assertThat(serving.protocols()).isEmpty();
        }
        assertThat(made).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void anExpiredCertificateFailsTheConnection(String version, EventLoop loop) {
        TlsCredentials old =
                Issuer.TRUSTED.issue("EC", Issuer.SERVER_USE, Duration.ofDays(-2), Duration.ofDays(-1), "127.0.0.1");
        try (var serving = serving(
                loop, ServerOptions.DEFAULT.withTls(TlsContext.server(TlsOptions.DEFAULT.withCredentials(old))))) {
            assertThat(connecting(loop, serving.port(), Contexts.connecting(version)))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("validity");
        }
    }

    /// Case 3.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aCertificateOfAnotherNameFailsTheConnectionUnlessNoNameIsChecked(String version, EventLoop loop) {
        try (var serving = serving(loop, Contexts.serving(version))) {
            ConnectOptions options = Contexts.connecting(version);

            assertThat(connecting(loop, serving.port(), options.withServerName("example.org")))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("example.org");
            assertThat(made).hasValue(0);
            loop.runUntilComplete(loop.createConnection(
                            RecordingProtocol::new, "127.0.0.1", serving.port(), options.withServerName("")))
                    .transport()
                    .abort();
            loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, "localhost", serving.port(), options))
                    .transport()
                    .abort();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aServerThatNeedsACertificateServesNoClientWithout(String version, EventLoop loop) {
        TlsOptions needing = Contexts.serverOptions(version)
                .withTrust(TlsTrust.of(Issuer.TRUSTED.certificate()))
                .withClientAuth(ClientAuth.NEEDED);
        try (var serving = serving(loop, ServerOptions.DEFAULT.withTls(TlsContext.server(needing)))) {
            if (version.equals("TLSv1.2")) {
                assertThat(connecting(loop, serving.port(), Contexts.connecting(version)))
                        .isInstanceOf(SSLHandshakeException.class);
            } else {
                RecordingProtocol client = loop.runUntilComplete(loop.createConnection(
                                RecordingProtocol::new, "127.0.0.1", serving.port(), Contexts.connecting(version)))
                        .protocol();
                Await.until(loop, client::isLost);
                assertThat(client.lossCause()).isInstanceOf(SSLHandshakeException.class);
            }
            assertThat(serving.protocols()).isEmpty();

            TlsContext own =
                    TlsContext.client(Contexts.clientOptions(version).withCredentials(Issuer.TRUSTED.client("me")));
            var connection = loop.runUntilComplete(loop.createConnection(
                    RecordingProtocol::new, "127.0.0.1", serving.port(), ConnectOptions.DEFAULT.withTls(own)));
            Recording server = serving.protocol(0);
            assertThat(server.transport().extraInfo(io.juvloop.ExtraInfo.PEERCERT))
                    .satisfies(
                            shown -> assertThat(shown.getSubjectX500Principal().getName())
                                    .isEqualTo("CN=me"));
            connection.transport().abort();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aServerThatWantsACertificateServesThoseWithoutToo(String version, EventLoop loop) {
        TlsOptions wanting = Contexts.serverOptions(version)
                .withTrust(TlsTrust.of(Issuer.TRUSTED.certificate()))
                .withClientAuth(ClientAuth.WANTED);
        try (var serving = serving(loop, ServerOptions.DEFAULT.withTls(TlsContext.server(wanting)))) {
            loop.runUntilComplete(loop.createConnection(
                            RecordingProtocol::new, "127.0.0.1", serving.port(), Contexts.connecting(version)))
                    .transport()
                    .abort();
            assertThat(serving.protocol(0).isMade()).isTrue();
        }
    }

    /// Case 11: the first bytes of other protocols, and any bytes.
    @Test
    void aPeerThatDoesNotSpeakTlsIsTurnedAway(EventLoop loop) throws Exception {
        List<byte[]> beginnings = new ArrayList<>();
        beginnings.add("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        beginnings.add(new byte[64]);
        beginnings.add(new byte[] {(byte) 0x80, 0x2e, 1, 0, 2, 0, 0x15, 0, 0, 0, 0x10});
        beginnings.add(new byte[] {22, 3, 1, (byte) 0xff, (byte) 0xff, 1});
        RandomGenerator random = new java.util.Random(11);
        for (int i = 0; i < 1000; i++) {
            byte[] any = new byte[1 + random.nextInt(600)];
            random.nextBytes(any);
            any[0] = any[0] == 22 ? 1 : any[0];
            beginnings.add(any);
        }
        try (var serving = serving(loop, Contexts.serving("TLSv1.3", "TLSv1.2"))) {
            int port = serving.port();
            loop.runUntilComplete(Blocking.run(() -> {
                for (byte[] first : beginnings) {
                    sendAndAwaitTheEnd(port, first);
                }
            }));
            assertThat(serving.protocols()).isEmpty();
            loop.runUntilComplete(loop.createConnection(
                            RecordingProtocol::new, "127.0.0.1", port, Contexts.connecting("TLSv1.3")))
                    .transport()
                    .abort();
        }
    }

    private static void sendAndAwaitTheEnd(int port, byte[] first) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(first);
            socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    /// Case 12. A first client loads the classes of a handshake, which takes as long as a limit of this test.
    @Test
    void clientsThatStallAreGoneAtTheTimeOutAndHoldNoOtherUp(EventLoop loop) throws Exception {
        ServerOptions options = Contexts.serving("TLSv1.3").withTlsTimeouts(STALL_LIMIT, LONG);
        connectAndAbort(loop, Contexts.serving("TLSv1.3"));
        try (var serving = serving(loop, options)) {
            int port = serving.port();
            CompletableFuture<Duration> stalling = Blocking.call(() -> {
                List<Socket> sockets = new ArrayList<>();
                for (int i = 0; i < STALLING; i++) {
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                    socket.setSoTimeout(30_000);
                    socket.getOutputStream().write(new byte[] {22, 3, 1});
                    sockets.add(socket);
                }
                long begun = System.nanoTime();
                for (Socket socket : sockets) {
                    awaitEnd(socket);
                }
                return Duration.ofNanos(System.nanoTime() - begun);
            });
            loop.runUntilComplete(loop.createConnection(
                            RecordingProtocol::new, "127.0.0.1", port, Contexts.connecting("TLSv1.3")))
                    .transport()
                    .abort();
            assertThat(stalling).isNotDone();
            assertThat(loop.runUntilComplete(stalling)).isLessThan(STALL_LIMIT.multipliedBy(2));
            Await.until(loop, () -> loop.stats().tls().failed() == STALLING);
        }
    }

    private static void connectAndAbort(EventLoop loop, ServerOptions options) {
        try (var serving = serving(loop, options)) {
            loop.runUntilComplete(loop.createConnection(
                            RecordingProtocol::new, "127.0.0.1", serving.port(), Contexts.connecting("TLSv1.3")))
                    .transport()
                    .abort();
        }
    }

    private static void awaitEnd(Socket socket) throws IOException {
        try (socket) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    @Test
    void aConnectionThatIsGivenUpInTheHandshakeIsClosed(EventLoop loop) throws Exception {
        try (ServerSocket server = listening()) {
            CompletableFuture<Integer> peer = Blocking.call(() -> {
                try (Socket socket = server.accept()) {
                    socket.setSoTimeout(10_000);
                    socket.getInputStream().read(new byte[5]);
                    loop.callSoonThreadsafe(loop::stop);
                    try {
                        return socket.getInputStream().readAllBytes().length;
                    } catch (SocketException reset) {
                        return 0;
                    }
                }
            });
            var connecting = loop.createConnection(
                    this::counted, "127.0.0.1", server.getLocalPort(), Contexts.connecting("TLSv1.3"));
            loop.runForever();
            connecting.cancel(true);
            loop.runUntilComplete(peer);
        }
        assertThat(made).hasValue(0);
    }

    @Test
    void theLoopsCloseEndsAHandshake(EventLoop loop, io.juvloop.testing.Logged logged) throws Exception {
        try (ServerSocket silent = listening()) {
            var connecting = loop.createConnection(
                    this::counted, "127.0.0.1", silent.getLocalPort(), Contexts.connecting("TLSv1.3"));
            Await.until(loop, () -> loop.stats().tls().engines().live() == 1);
            loop.close();

            assertThatThrownBy(connecting::join).hasMessageContaining("closed");
            assertThat(logged.only().message()).contains("unclosed");
        }
    }

    @Test
    void badArgumentsAreRefusedBeforeAnySocketIsMade(EventLoop loop) {
        ConnectOptions tls = Contexts.connecting("TLSv1.3");
        refused(
                "no TLS",
                () -> loop.createConnection(
                        RecordingProtocol::new, "127.0.0.1", 1, ConnectOptions.DEFAULT.withServerName("a")));
        refused(
                "no TLS",
                () -> loop.createServer(
                        RecordingProtocol::new, "127.0.0.1", 0, ServerOptions.DEFAULT.withTlsTimeouts(SHORT, SHORT)));
        refused("must be positive", () -> tls.withTlsTimeouts(Duration.ZERO, SHORT));
        refused("must be positive", () -> tls.withTlsTimeouts(SHORT, Duration.ofMillis(-1)));
        refused("server name is needed", () -> loop.createUnixConnection(RecordingProtocol::new, "nowhere", tls));
        refused(
                "is not a host's",
                () -> loop.createConnection(RecordingProtocol::new, "127.0.0.1", 1, tls.withServerName("no host")));
        refused(
                "for servers",
                () -> loop.createConnection(
                        RecordingProtocol::new,
                        "127.0.0.1",
                        1,
                        ConnectOptions.DEFAULT.withTls(Contexts.server("TLSv1.3"))));
        refused(
                "for clients",
                () -> loop.createServer(
                        RecordingProtocol::new,
                        "127.0.0.1",
                        0,
                        ServerOptions.DEFAULT.withTls(Contexts.client("TLSv1.3"))));
        refused(
                "no TLS can be had",
                () -> TlsContext.client(TlsOptions.DEFAULT.withProvider(java.security.Security.getProvider("SUN"))));
        refused("no groups [x22519]", () -> TlsContext.client(TlsOptions.DEFAULT.withGroups("x25519", "x22519")));
        refused("needs credentials", () -> TlsContext.server(TlsOptions.DEFAULT));
        refused("1 to 255 bytes", () -> TlsOptions.DEFAULT.withAlpn(""));
        refused(
                "a name or *.name",
                () -> TlsOptions.DEFAULT.withServerNames(java.util.Map.of("127.0.0.1", Contexts.server("TLSv1.3"))));
        refused(
                "for example.org is for clients",
                () -> TlsOptions.DEFAULT.withServerNames(java.util.Map.of("example.org", Contexts.client("TLSv1.3"))));
        refused(
                "handles cannot be passed",
                () -> loop.createUnixConnection(
                        RecordingProtocol::new,
                        "nowhere",
                        tls.withServerName("").withIpc(true)));
    }

    private static void refused(String why, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
    }

    @Test
    void aFactoryThatFailsCostsOneConnection(EventLoop loop, io.juvloop.testing.Reported reported) {
        AtomicInteger count = new AtomicInteger();
        try (var serving = Serving.<RecordingProtocol>tcp(
                loop,
                () -> {
                    if (count.incrementAndGet() == 1) {
                        throw new IllegalStateException("on purpose");
                    }
                    return new RecordingProtocol();
                },
                List.of("127.0.0.1"),
                0,
                Contexts.serving("TLSv1.3"))) {
            for (int i = 0; i < 2; i++) {
                var client = loop.runUntilComplete(loop.createConnection(
                        RecordingProtocol::new, "127.0.0.1", serving.port(), Contexts.connecting("TLSv1.3")));
                if (i == 0) {
                    Await.until(loop, client.protocol()::isLost);
                    assertThat(reported.only().message()).contains("factory failed");
                } else {
                    assertThat(serving.protocol(0).isMade()).isTrue();
                    client.transport().abort();
                }
            }
        }
    }

    @Test
    void aHandshakeThatFailsIsAnExceptionOfTls(EventLoop loop) {
        try (var serving = serving(loop, Contexts.serving("TLSv1.2"))) {
            assertThat(connecting(loop, serving.port(), Contexts.connecting("TLSv1.3")))
                    .isInstanceOf(SSLException.class);
        }
    }
}
