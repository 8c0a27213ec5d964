package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.lang.ref.WeakReference;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLHandshakeException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Case 6: a context that changes under its connections.
@LoopTest
class TlsReloadTest {
    private static final int ECHOES = 50;
    private static final int RELOADS = 100;

    private static Connection<RecordingProtocol> connect(EventLoop loop, int port, ConnectOptions options) {
        return loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, "127.0.0.1", port, options));
    }

    private static X509Certificate shown(Connection<?> connection) {
        return Objects.requireNonNull(connection.transport().extraInfo(ExtraInfo.PEERCERT));
    }

    @Test
    void aHundredReloadsUnderFiftyEchoesCostNoConnection(EventLoop loop) {
        TlsContext server = Contexts.server("TLSv1.3");
        ConnectOptions options = Contexts.connecting("TLSv1.3");
        List<WeakReference<TlsCredentials>> generations = new ArrayList<>();
        try (var serving = Serving.tcp(
                loop, TlsEchoTest.Echo::new, List.of("127.0.0.1"), 0, ServerOptions.DEFAULT.withTls(server))) {
            List<RecordingProtocol> echoes = new ArrayList<>();
            for (int i = 0; i < ECHOES; i++) {
                echoes.add(connect(loop, serving.port(), options).protocol());
            }
            for (int round = 1; round <= RELOADS; round++) {
                echoes.forEach(each -> each.transport().write(new byte[] {1, 2, 3}));
                generations.add(reload(loop, server, serving.port(), options));
                int wanted = 3 * round;
                Await.until(loop, () -> echoes.stream().allMatch(each -> each.receivedCount() == wanted));
            }
            assertThat(echoes).noneMatch(RecordingProtocol::isLost);
            generations.removeLast();
            assertCollected(generations);
            echoes.forEach(each -> each.transport().abort());
            Await.until(loop, () -> echoes.stream().allMatch(RecordingProtocol::isLost));
        }
    }

    /// Reloads, and sees that the next connection has the new certificate.
    private static WeakReference<TlsCredentials> reload(
            EventLoop loop, TlsContext server, int port, ConnectOptions options) {
        TlsCredentials fresh = Issuer.TRUSTED.server("localhost", "127.0.0.1");
        server.reload(TlsOptions.DEFAULT.withCredentials(fresh));
        Connection<RecordingProtocol> connection = connect(loop, port, options);
        assertThat(shown(connection)).isEqualTo(fresh.chain().getFirst());
        connection.transport().abort();
        Await.until(loop, connection.protocol()::isLost);
        return new WeakReference<>(fresh);
    }

    private static void assertCollected(List<? extends WeakReference<?>> references) {
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> {
                    System.gc();
                    assertThat(references).allMatch(each -> each.get() == null);
                });
    }

    @Test
    void whatCannotBeUsedChangesNothing() {
        TlsContext server = Contexts.server("TLSv1.3");
        TlsOptions before = server.options();

        assertThatThrownBy(() -> server.reload(TlsOptions.DEFAULT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> server.reload(before.withCipherSuites("TLS_OF_NOTHING")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.options()).isSameAs(before);
    }

    /// A ticket of before the change would let in a client that is not trusted any more.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aSessionIsNotResumedWhenTheTrustHasChanged(String version, EventLoop loop) {
        TlsOptions needing = Contexts.serverOptions(version)
                .withTrust(TlsTrust.of(Issuer.TRUSTED.certificate()))
                .withClientAuth(ClientAuth.NEEDED);
        TlsContext server = TlsContext.server(needing);
        ConnectOptions me = ConnectOptions.DEFAULT
                .withTls(
                        TlsContext.client(Contexts.clientOptions(version).withCredentials(Issuer.TRUSTED.client("me"))))
                .withServerName("localhost");
        try (var serving = Serving.tcp(
                loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, ServerOptions.DEFAULT.withTls(server))) {
            talk(loop, serving, 0, me, false);
            talk(loop, serving, 1, me, true);
            server.reload(needing.withTrust(TlsTrust.of(Issuer.STRANGER.certificate())));
            if (version.equals("TLSv1.2")) {
                assertThatThrownBy(() -> connect(loop, serving.port(), me))
                        .hasCauseInstanceOf(SSLHandshakeException.class);
            } else {
                RecordingProtocol refused = connect(loop, serving.port(), me).protocol();
                Await.until(loop, refused::isLost);
                assertThat(refused.lossCause()).isInstanceOf(SSLHandshakeException.class);
            }
            assertThat(serving.protocols()).hasSize(2);
        }
    }

    /// A connection on which the ticket arrives, because data come behind it.
    private static void talk(
            EventLoop loop, Serving<RecordingProtocol> serving, int index, ConnectOptions options, boolean resumes) {
        Connection<RecordingProtocol> connection = connect(loop, serving.port(), options);
        assertThat(Objects.requireNonNull(connection.transport().extraInfo(ExtraInfo.SSL_OBJECT))
                        .isResumed())
                .isEqualTo(resumes);
        RecordingProtocol server = serving.protocol(index);
        Await.until(loop, server::isMade);
        assertThat(server.transport().extraInfo(ExtraInfo.PEERCERT)).isNotNull();
        server.transport().write(new byte[1]);
        Await.until(loop, () -> connection.protocol().receivedCount() == 1);
        connection.transport().close();
        Await.until(loop, () -> connection.protocol().isLost() && server.isLost());
    }
}
