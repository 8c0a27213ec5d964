package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Case 22: a trust manager that takes its time holds up its own handshake alone.
@LoopTest
class SlowTrustTest {
    private static final int TICKS = 50;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ticks = new CountDownLatch(TICKS);

    /// Believes a server when the loop has run some timers meanwhile.
    private final X509TrustManager waiting = new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            checkServerTrusted(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            asked.countDown();
            try {
                if (!ticks.await(20, TimeUnit.SECONDS)) {
                    throw new CertificateException("the loop stood still");
                }
            } catch (InterruptedException stopped) {
                throw new CertificateException(stopped);
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    };

    private ConnectOptions options(String version) {
        return ConnectOptions.DEFAULT.withTls(
                TlsContext.client(Contexts.clientOptions(version).withTrust(TlsTrust.of(waiting))));
    }

    private static Serving<RecordingProtocol> serving(EventLoop loop, String version) {
        return Serving.tcp(loop, TlsEchoTest.Echo::new, List.of("127.0.0.1"), 0, Contexts.serving(version));
    }

    @AfterEach
    void letGo() {
        while (ticks.getCount() > 0) {
            ticks.countDown();
        }
    }

    private void tick(EventLoop loop) {
        ticks.countDown();
        if (ticks.getCount() > 0) {
            var _ = loop.callLater(Duration.ofMillis(1), () -> tick(loop));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theLoopRunsOnMeanwhile(String version, EventLoop loop) {
        try (var serving = serving(loop, version)) {
            RecordingProtocol other = loop.runUntilComplete(loop.createConnection(
                            RecordingProtocol::new, "127.0.0.1", serving.port(), Contexts.connecting(version)))
                    .protocol();
            var connecting =
                    loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port(), options(version));
            Await.until(loop, () -> asked.getCount() == 0);
            other.transport().write(new byte[100]);
            Await.until(loop, () -> other.receivedCount() == 100);
            assertThat(connecting).isNotDone();
            tick(loop);
            RecordingProtocol patient = loop.runUntilComplete(connecting).protocol();
            assertThat(ticks.getCount()).isZero();
            patient.transport().abort();
            other.transport().abort();
        }
    }

    /// An end in the handshake is one at once, although the engine is worked on. The loss of the peer is noticed
    /// behind the bytes that it sent before, and so after the work.
    @ParameterizedTest
    @ValueSource(strings = {"cancel", "time-out", "server"})
    void theEndDoesNotWaitForIt(String end, EventLoop loop) {
        String version = end.equals("server") ? "TLSv1.2" : "TLSv1.3"; // in which the client speaks last
        try (var serving = serving(loop, version)) {
            RecordingProtocol never = new RecordingProtocol();
            ConnectOptions options = options(version);
            if (end.equals("time-out")) {
                options = options.withTlsTimeouts(Duration.ofMillis(300), Duration.ofSeconds(5));
            }
            var connecting = loop.createConnection(() -> never, "127.0.0.1", serving.port(), options);
            Await.until(loop, () -> asked.getCount() == 0);
            switch (end) {
                case "cancel" -> connecting.cancel(false);
                case "server" -> serving.server().abortClients();
                default -> {}
            }
            if (end.equals("server")) {
                letGo();
            }
            assertFails(end, loop, connecting);
            assertThat(ticks.getCount()).isEqualTo(end.equals("server") ? 0 : TICKS);
            letGo();
            Await.until(loop, () -> loop.stats().tls().engines().live() == 0);
            assertThat(never.events()).isEmpty();
        }
    }

    private static void assertFails(String end, EventLoop loop, CompletableFuture<?> connecting) {
        var failing = assertThatThrownBy(() -> loop.runUntilComplete(connecting));
        switch (end) {
            case "cancel" -> failing.isInstanceOf(CancellationException.class);
            case "time-out" -> failing.hasCauseInstanceOf(SocketTimeoutException.class);
            default -> failing.hasMessageContaining("reset");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void whatItThrowsFailsTheConnection(String version, EventLoop loop) {
        X509TrustManager throwing = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
                if (version.equals("TLSv1.3")) {
                    throw new IllegalStateException("on purpose");
                }
                throw new CertificateException("on purpose");
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        ConnectOptions options = ConnectOptions.DEFAULT.withTls(
                TlsContext.client(Contexts.clientOptions(version).withTrust(TlsTrust.of(throwing))));
        try (var serving = serving(loop, version)) {
            assertThatThrownBy(() -> loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port(), options)))
                    .hasCauseInstanceOf(
                            version.equals("TLSv1.3") ? javax.net.ssl.SSLException.class : SSLHandshakeException.class)
                    .rootCause()
                    .hasMessageContaining("on purpose");
            Await.until(loop, () -> loop.stats().tls().failed() == 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theLoopsCloseDoesNotWaitForIt(String version, EventLoop loop, Logged logged) {
        logged.allow("unclosed");
        logged.allow("was never closed");
        var serving = serving(loop, version);
        var connecting = loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port(), options(version));
        Await.until(loop, () -> asked.getCount() == 0);
        long begin = System.nanoTime();
        loop.close();

        assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(2));
        assertThat(ticks.getCount()).isEqualTo(TICKS);
        assertThat(connecting).isCompletedExceptionally();
        assertThat(loop.stats().tls().engines().live()).isZero();
    }
}
