package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Handshakes on the loop's thread and off it, of both sides.
@LoopTest
class HandshakesTest {
    private final Queue<Thread> askedOn = new ConcurrentLinkedQueue<>();
    private RuntimeException broken;

    private final X509TrustManager asked = new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            checkServerTrusted(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            askedOn.add(Thread.currentThread());
            if (broken != null) {
                throw broken;
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[] {Issuer.TRUSTED.certificate()};
        }
    };

    private ServerOptions serving(String version, Handshakes where) {
        TlsOptions options = Contexts.serverOptions(version)
                .withTrust(TlsTrust.of(asked))
                .withClientAuth(ClientAuth.NEEDED)
                .withHandshakes(where);
        return ServerOptions.DEFAULT.withTls(TlsContext.server(options));
    }

    private ConnectOptions connecting(String version, Handshakes where) {
        TlsOptions options = Contexts.clientOptions(version)
                .withTrust(TlsTrust.of(asked))
                .withCredentials(Issuer.TRUSTED.client("me"))
                .withHandshakes(where);
        return ConnectOptions.DEFAULT.withTls(TlsContext.client(options));
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, ON_LOOP", "TLSv1.2, ON_LOOP", "TLSv1.3, OFF_LOOP", "TLSv1.2, OFF_LOOP"})
    void theirLongStepsRunWhereTheContextSays(String version, Handshakes where, EventLoop loop) {
        try (var pair = new TlsPair<>(
                loop,
                TlsEchoTest.Echo::new,
                RecordingProtocol::new,
                serving(version, where),
                connecting(version, where))) {
            pair.client().transport().write(new byte[100_000]);
            Await.until(loop, () -> pair.client().receivedCount() == 100_000);
        }
        Thread own = Thread.currentThread();
        assertThat(askedOn).hasSize(2).allMatch(thread -> (thread == own) == (where == Handshakes.ON_LOOP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void oneSideAloneMayHaveThemOnTheLoop(String version, EventLoop loop) {
        try (var pair = new TlsPair<>(
                loop,
                RecordingProtocol::new,
                RecordingProtocol::new,
                serving(version, Handshakes.OFF_LOOP),
                connecting(version, Handshakes.ON_LOOP))) {
            assertThat(pair.client().isMade()).isTrue();
        }
        assertThat(askedOn).hasSize(2).containsOnlyOnce(Thread.currentThread());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aTrustManagerThatFailsOnTheLoopFailsTheConnectionAlone(String version, EventLoop loop) {
        broken = new IllegalStateException("on purpose");
        ServerOptions options = ServerOptions.DEFAULT.withTls(
                TlsContext.server(Contexts.serverOptions(version).withHandshakes(Handshakes.ON_LOOP)));
        try (var serving = Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, options)) {
            var connecting = loop.createConnection(
                    RecordingProtocol::new, "127.0.0.1", serving.port(), connecting(version, Handshakes.ON_LOOP));
            assertThatThrownBy(() -> loop.runUntilComplete(connecting))
                    .hasCauseInstanceOf(SSLException.class)
                    .hasStackTraceContaining("on purpose");
            Await.until(loop, () -> loop.stats().tls().engines().live() == 0);
            broken = null;
            loop.runUntilComplete(loop.createConnection(
                            RecordingProtocol::new,
                            "127.0.0.1",
                            serving.port(),
                            connecting(version, Handshakes.ON_LOOP)))
                    .transport()
                    .abort();
        }
    }
}
