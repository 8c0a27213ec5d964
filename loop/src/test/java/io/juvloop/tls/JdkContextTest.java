package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.tls.PemFiles.Identity;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Contexts of the JDK's with parameters, all of which count, as they were when they were given.
@LoopTest
class JdkContextTest {
    private static SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    private static TlsContext server(SSLParameters parameters) {
        return TlsContext.of(JdkPeer.serving(Identity.ofServer("EC")), parameters);
    }

    private static Serving<RecordingProtocol> serving(EventLoop loop, TlsContext context) {
        return Serving.tcp(
                loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, ServerOptions.DEFAULT.withTls(context));
    }

    private static TlsSession connect(EventLoop loop, int port, TlsContext context, String name) {
        Connection<RecordingProtocol> made = loop.runUntilComplete(loop.createConnection(
                RecordingProtocol::new,
                "127.0.0.1",
                port,
                ConnectOptions.DEFAULT.withTls(context).withServerName(name)));
        made.transport().abort();
        return Objects.requireNonNull(made.transport().extraInfo(ExtraInfo.SSL_OBJECT));
    }

    @Test
    void versionsSuitesAndApplicationProtocolsAreThose(EventLoop loop) {
        SSLParameters chosen = parameters();
        chosen.setProtocols(new String[] {"TLSv1.2"});
        chosen.setCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"});
        chosen.setApplicationProtocols(new String[] {"juvloop"});
        TlsContext client = TlsContext.of(JdkPeer.context(), chosen);
        chosen.setProtocols(new String[] {"TLSv1.3"}); // too late
        try (var serving = serving(
                loop,
                TlsContext.server(Contexts.serverOptions("TLSv1.3", "TLSv1.2").withAlpn("other", "juvloop")))) {
            TlsSession session = connect(loop, serving.port(), client, "localhost");

            assertThat(session.protocol()).isEqualTo("TLSv1.2");
            assertThat(session.cipherSuite()).isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
            assertThat(session.alpn()).isEqualTo("juvloop");
        }
    }

    @Test
    void aServerMayTakeTheClientsOfOneNameOnly(EventLoop loop) {
        SSLParameters choosy = parameters();
        choosy.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("localhost")));
        try (var serving = serving(loop, server(choosy))) {
            assertThat(connect(loop, serving.port(), Contexts.client("TLSv1.3"), "localhost")
                            .serverName())
                    .isEqualTo("localhost");
            TlsContext careless =
                    TlsContext.client(Contexts.clientOptions("TLSv1.3").withHostCheck(false));
            assertThatThrownBy(() -> connect(loop, serving.port(), careless, "elsewhere.org"))
                    .hasCauseInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("unrecognized_name");
        }
    }

    @Test
    void signaturesMayBeRestricted(EventLoop loop) {
        SSLParameters strict = parameters();
        strict.setSignatureSchemes(
                new String[] {"rsa_pss_rsae_sha256"}); // while the server's key is an elliptic curve's
        TlsContext client = TlsContext.of(JdkPeer.context(), strict);
        try (var serving = serving(loop, Contexts.server("TLSv1.3"))) {
            assertThatThrownBy(() -> connect(loop, serving.port(), client, "localhost"))
                    .hasCauseInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTPS, false", "LDAPS, false", ", true"})
    void theNameIsCheckedByTheAlgorithmThatIsSet(String algorithm, boolean taken, EventLoop loop) {
        SSLParameters checking = new SSLParameters();
        checking.setEndpointIdentificationAlgorithm(algorithm);
        TlsContext client = TlsContext.of(JdkPeer.context(), checking);
        try (var serving = serving(loop, Contexts.server("TLSv1.3"))) {
            if (taken) {
                assertThat(connect(loop, serving.port(), client, "elsewhere.org")
                                .serverName())
                        .isEqualTo("elsewhere.org");
            } else {
                assertThatThrownBy(() -> connect(loop, serving.port(), client, "elsewhere.org"))
                        .hasCauseInstanceOf(SSLHandshakeException.class);
            }
        }
    }
}
