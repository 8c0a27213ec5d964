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
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What both sides choose: application protocol, certificate by name, session; and contexts that change.
@LoopTest
class TlsChoiceTest {
    private static Serving<RecordingProtocol> serving(EventLoop loop, TlsContext context) {
        return Serving.tcp(
                loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, ServerOptions.DEFAULT.withTls(context));
    }

    private static Connection<RecordingProtocol> connect(
            EventLoop loop, Serving<RecordingProtocol> serving, ConnectOptions options) {
        return loop.runUntilComplete(
                loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port(), options));
    }

    private static TlsSession session(Connection<?> connection) {
        return Objects.requireNonNull(connection.transport().extraInfo(ExtraInfo.SSL_OBJECT));
    }

    /// Case 1.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void anApplicationProtocolIsAgreedOnOrNone(String version, EventLoop loop) {
        TlsContext server = TlsContext.server(Contexts.serverOptions(version).withAlpn("http/1.1"));
        try (var serving = serving(loop, server)) {
            TlsContext both = TlsContext.client(Contexts.clientOptions(version).withAlpn("h2", "http/1.1"));
            var connection = connect(loop, serving, ConnectOptions.DEFAULT.withTls(both));
            assertThat(session(connection).alpn()).isEqualTo("http/1.1");
            assertThat(serving.protocol(0).transport().extraInfo(ExtraInfo.SSL_OBJECT))
                    .extracting(TlsSession::alpn)
                    .isEqualTo("http/1.1");
            connection.transport().abort();

            TlsContext other = TlsContext.client(Contexts.clientOptions(version).withAlpn("h2"));
            assertThatThrownBy(() -> connect(loop, serving, ConnectOptions.DEFAULT.withTls(other)))
                    .hasCauseInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("no_application_protocol");

            var silent = connect(loop, serving, Contexts.connecting(version));
            assertThat(session(silent).alpn()).isNull();
            silent.transport().abort();
        }
    }

    /// Case 2.
    @ParameterizedTest
    @CsvSource({
        "example.org, CN=example.org",
        "EXAMPLE.org, CN=example.org",
        "a.example.org, CN=*.example.org",
        "a.b.example.org, CN=localhost",
        "unknown.net, CN=localhost",
        "'', CN=localhost"
    })
    void theCertificateIsThatOfTheName(String name, String subject, EventLoop loop) {
        TlsContext exact = TlsContext.server(TlsOptions.DEFAULT.withCredentials(Issuer.TRUSTED.server("example.org")));
        TlsContext star = TlsContext.server(TlsOptions.DEFAULT.withCredentials(Issuer.TRUSTED.server("*.example.org")));
        TlsContext server = TlsContext.server(Contexts.serverOptions("TLSv1.3", "TLSv1.2")
                .withServerNames(Map.of("example.org", exact, "*.Example.org", star)));
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            assertShown(loop, server, version, name, subject);
        }
    }

    private static void assertShown(EventLoop loop, TlsContext server, String version, String name, String subject) {
        TlsContext client = TlsContext.client(Contexts.clientOptions(version).withHostCheck(false));
        try (var serving = serving(loop, server)) {
            var connection = connect(
                    loop, serving, ConnectOptions.DEFAULT.withTls(client).withServerName(name));
            X509Certificate shown = session(connection).peerCertificates().getFirst();
            assertThat(shown.getSubjectX500Principal().getName()).isEqualTo(subject);
            assertThat(session(connection).serverName()).isEqualTo(name);
            connection.transport().abort();
        }
    }

    @Test
    void aSelectorChoosesLaterAndMayRefuse(EventLoop loop) {
        List<ClientHello> hellos = new ArrayList<>();
        CompletableFuture<TlsContext> later = new CompletableFuture<>();
        TlsContext chosen = TlsContext.server(
                TlsOptions.DEFAULT.withCredentials(Issuer.TRUSTED.server("db")).withAlpn("x"));
        TlsContext server = TlsContext.server(TlsOptions.DEFAULT.withSelector(hello -> {
            hellos.add(hello);
            return hellos.size() == 1
                    ? later.thenApply(made -> made)
                    : CompletableFuture.failedFuture(new IllegalStateException("no"));
        }));
        try (var serving = serving(loop, server)) {
            ConnectOptions options = ConnectOptions.DEFAULT
                    .withTls(TlsContext.client(Contexts.clientOptions("TLSv1.3").withAlpn("x", "y")))
                    .withServerName("db");
            var connecting = loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port(), options);
            Await.until(loop, () -> !hellos.isEmpty());
            assertThat(hellos).containsExactly(new ClientHello("db", List.of("x", "y")));
            later.complete(chosen);
            var connection = loop.runUntilComplete(connecting);
            assertThat(session(connection).alpn()).isEqualTo("x");
            assertThat(serving.protocol(0).transport().extraInfo(ExtraInfo.SSL_CONTEXT))
                    .isSameAs(chosen);
            connection.transport().abort();

            assertThatThrownBy(() -> connect(loop, serving, options)).hasCauseInstanceOf(java.io.IOException.class);
        }
    }

    /// The time of a selector is the handshake's, and an answer that comes too late finds no connection.
    @ParameterizedTest
    @ValueSource(strings = {"time-out", "client", "server"})
    void aSelectorThatDoesNotAnswerHoldsNoConnection(String end, EventLoop loop) {
        CompletableFuture<TlsContext> never = new CompletableFuture<>();
        TlsContext server = TlsContext.server(TlsOptions.DEFAULT.withSelector(hello -> never));
        Duration limit = Duration.ofMillis(end.equals("time-out") ? 200 : 20_000);
        ServerOptions options = ServerOptions.DEFAULT.withTls(server).withTlsTimeouts(limit, limit);
        try (var serving = Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, options)) {
            var connecting = loop.createConnection(
                    RecordingProtocol::new, "127.0.0.1", serving.port(), Contexts.connecting("TLSv1.3"));
            Await.until(loop, () -> never.getNumberOfDependents() > 0);
            switch (end) {
                case "client" -> connecting.cancel(false);
                case "server" -> serving.server().abortClients();
                default -> {}
            }
            if (end.equals("client")) {
                never.complete(Contexts.server("TLSv1.3")); // the loss is noticed behind the bytes that are held back
            } else {
                assertThatThrownBy(() -> loop.runUntilComplete(connecting)).hasMessageContaining("reset");
            }
            Await.until(loop, () -> loop.stats().connectionsOpen() == 0);
            never.complete(Contexts.server("TLSv1.3"));
            Await.until(loop, () -> loop.stats().tls().engines().live() == 0);
            assertThat(serving.protocols()).isEmpty();
        }
    }

    /// A server that never sends its ticket resumes nothing.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aSessionIsResumedAndNotAfterAReload(String version, EventLoop loop) {
        TlsContext server = Contexts.server(version);
        ConnectOptions options = Contexts.connecting(version).withServerName("localhost");
        List<Boolean> resumed = new ArrayList<>();
        try (var serving = serving(loop, server)) {
            for (int i = 0; i < 3; i++) {
                if (i == 2) {
                    server.reload(Contexts.serverOptions(version));
                }
                var connection = connect(loop, serving, options);
                resumed.add(session(connection).isResumed());
                assertThat(serving.protocol(i).transport().extraInfo(ExtraInfo.SSL_OBJECT))
                        .extracting(TlsSession::isResumed)
                        .isEqualTo(resumed.getLast());
                serving.protocol(i).transport().write(new byte[1]); // behind the ticket
                Await.until(loop, () -> connection.protocol().receivedCount() == 1);
                connection.transport().close();
                Await.until(loop, connection.protocol()::isLost);
            }
        }
        assertThat(resumed).containsExactly(false, true, false);
        assertThat(loop.stats().tls().resumed()).isEqualTo(2);
    }

    /// Case 6.
    @Test
    void aReloadIsSeenAtOnceAndCostsNoConnection(EventLoop loop) {
        TlsContext server = Contexts.server("TLSv1.3");
        List<Connection<RecordingProtocol>> old = new ArrayList<>();
        try (var serving = Serving.tcp(
                loop, TlsEchoTest.Echo::new, List.of("127.0.0.1"), 0, ServerOptions.DEFAULT.withTls(server))) {
            for (int i = 0; i < 20; i++) {
                TlsCredentials fresh = Issuer.TRUSTED.server("localhost", "127.0.0.1");
                server.reload(TlsOptions.DEFAULT.withCredentials(fresh));
                var connection = loop.runUntilComplete(loop.createConnection(
                        RecordingProtocol::new, "127.0.0.1", serving.port(), Contexts.connecting("TLSv1.3")));
                assertThat(session(connection).peerCertificates().getFirst())
                        .isEqualTo(fresh.chain().getFirst());
                old.add(connection);
                old.forEach(each -> each.transport().write(new byte[] {1}));
                int rounds = i;
                Await.until(loop, () -> {
                    for (int k = 0; k < old.size(); k++) {
                        if (old.get(k).protocol().receivedCount() != rounds - k + 1) {
                            return false;
                        }
                    }
                    return true;
                });
            }
            assertThatThrownBy(() -> server.reload(TlsOptions.DEFAULT)).isInstanceOf(IllegalArgumentException.class);
            old.forEach(each -> each.transport().abort());
            Await.until(
                    loop, () -> old.stream().allMatch(each -> each.protocol().isLost()));
        }
    }

    /// Cipher suites and groups are those of the options, where both sides have them.
    @Test
    void suitesAndGroupsMayBeChosen(EventLoop loop) {
        TlsContext server = TlsContext.server(Contexts.serverOptions("TLSv1.3").withGroups("secp384r1"));
        try (var serving = serving(loop, server)) {
            TlsOptions options = Contexts.clientOptions("TLSv1.3").withCipherSuites("TLS_CHACHA20_POLY1305_SHA256");
            TlsContext both = TlsContext.client(options.withGroups("x25519", "secp384r1"));
            var connection = connect(loop, serving, ConnectOptions.DEFAULT.withTls(both));
            assertThat(session(connection).cipherSuite()).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
            connection.transport().abort();

            TlsContext other = TlsContext.client(options.withGroups("x25519"));
            assertThatThrownBy(() -> connect(loop, serving, ConnectOptions.DEFAULT.withTls(other)))
                    .hasCauseInstanceOf(SSLException.class);
        }
    }

    @Test
    void contextsOfTheJdkAreTaken(EventLoop loop) {
        TlsContext client = TlsContext.of(JdkPeer.context());
        try (var serving = serving(loop, Contexts.server("TLSv1.3"))) {
            var connection = connect(loop, serving, ConnectOptions.DEFAULT.withTls(client));
            assertThat(session(connection).protocol()).isEqualTo("TLSv1.3");
            connection.transport().abort();
            assertThatThrownBy(() -> connect(
                            loop,
                            serving,
                            ConnectOptions.DEFAULT.withTls(client).withServerName("other.org")))
                    .hasCauseInstanceOf(SSLHandshakeException.class);
        }
        assertThatThrownBy(() -> client.reload(TlsOptions.DEFAULT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTrustInAnyoneChecksNothing(EventLoop loop) {
        TlsContext client = TlsContext.client(TlsOptions.DEFAULT.withTrust(TlsTrust.anyone()));
        TlsContext server = TlsContext.server(TlsOptions.DEFAULT
                .withCredentials(Issuer.STRANGER.server("elsewhere"))
                .withSessions(10, Duration.ofMinutes(1)));
        try (var serving = serving(loop, server)) {
            connect(loop, serving, ConnectOptions.DEFAULT.withTls(client))
                    .transport()
                    .abort();
        }
    }
}
