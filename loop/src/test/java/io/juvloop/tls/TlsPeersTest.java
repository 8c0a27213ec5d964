package io.juvloop.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Program;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Other implementations of TLS at the far end: OpenSSL, GnuTLS, curl, Python and the JDK's own.
@LoopTest
class TlsPeersTest {
    @TempDir
    private Path folder;

    /// Answers a line, or a request of HTTP, and closes.
    private static final class Answering extends RecordingProtocol {
        @Override
        public void dataReceived(ByteBuffer data) {
            super.dataReceived(data);
            boolean isHttp = receivedText().startsWith("GET ");
            if (receivedText().endsWith(isHttp ? "\r\n\r\n" : "\n")) {
                String answer = isHttp
                        ? "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nhello\n"
                        : "answer to " + receivedText();
                transport().write(answer.getBytes(US_ASCII));
                transport().close();
            }
        }
    }

    private static Serving<Answering> answering(EventLoop loop, String... versions) {
        return Serving.tcp(
                loop,
                Answering::new,
                List.of("127.0.0.1"),
                0,
                Contexts.serving(versions.length == 0 ? new String[] {"TLSv1.3", "TLSv1.2"} : versions));
    }

    private Path authority() throws Exception {
        return file("authority.pem", "CERTIFICATE", Issuer.TRUSTED.certificate().getEncoded());
    }

    private Path file(String name, String label, byte[] bytes) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END "
                        + label + "-----\n");
    }

    private static void awaitCleanEnd(EventLoop loop, Recording end) {
        Await.until(loop, end::isLost);
        assertThat(end.lossCause()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, -tls1_3", "TLSv1.2, -tls1_2"})
    void opensslIsServed(String version, String option, EventLoop loop) throws Exception {
        try (var serving = answering(loop, version);
                Program client = Program.start(List.of(
                        "openssl",
                        "s_client",
                        option,
                        "-quiet",
                        "-verify_return_error",
                        "-verify_quiet",
                        "-CAfile",
                        authority().toString(),
                        "-verify_hostname",
                        "localhost",
                        "-servername",
                        "localhost",
                        "-connect",
                        "127.0.0.1:" + serving.port()))) {
            client.feed("ping\n");
            assertThat(loop.runUntilComplete(client.rest())).isEqualTo("answer to ping");
            awaitCleanEnd(loop, serving.protocol(0));
        }
    }

    @Test
    void curlIsServed(EventLoop loop) throws Exception {
        try (var serving = answering(loop);
                Program curl = Program.start(List.of(
                        "curl",
                        "-sS",
                        "--cacert",
                        authority().toString(),
                        "https://127.0.0.1:" + serving.port() + "/"))) {
            assertThat(loop.runUntilComplete(curl.rest())).isEqualTo("hello");
            awaitCleanEnd(loop, serving.protocol(0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void gnutlsIsServed(String version, EventLoop loop) throws Exception {
        try (var serving = answering(loop, version);
                Program client = Program.start(List.of(
                        "gnutls-cli",
                        "--logfile=/dev/null",
                        "--x509cafile=" + authority(),
                        "--sni-hostname=localhost",
                        "--verify-hostname=localhost",
                        "-p",
                        String.valueOf(serving.port()),
                        "127.0.0.1"))) {
            client.feed("ping\n");
            assertThat(loop.runUntilComplete(client.rest())).contains("answer to ping");
            Await.until(loop, serving.protocol(0)::isLost);
        }
    }

    @Test
    void httpClientOfTheJdkIsServed(EventLoop loop) throws Exception {
        try (var serving = answering(loop);
                HttpClient client =
                        HttpClient.newBuilder().sslContext(JdkPeer.context()).build()) {
            URI uri = URI.create("https://127.0.0.1:" + serving.port() + "/");
            CompletableFuture<String> answer = Blocking.call(() -> client.send(
                            HttpRequest.newBuilder(uri)
                                    .version(HttpClient.Version.HTTP_1_1)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
            assertThat(loop.runUntilComplete(answer)).isEqualTo("hello\n");
            awaitCleanEnd(loop, serving.protocol(0));
        }
    }

    private static final String PYTHON_SERVER = """
        import ssl
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        listener = socket.create_server(('127.0.0.1', 0))
        print(listener.getsockname()[1], flush=True)
        raw, _ = listener.accept()
        try:
            with context.wrap_socket(raw, server_side=True) as tls:
                data = tls.recv(65536)
                tls.sendall(data.upper())
                print(tls.version(), repr(tls.recv(10)), flush=True)
                tls.unwrap()
        except ssl.SSLError as e:
            print(e, flush=True)
        """;

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void pythonServesUs(String version, EventLoop loop) throws Exception {
        KeyPair keys = Issuer.newKeys("RSA");
        X509Certificate own = Issuer.TRUSTED.issue(
                keys, Issuer.SERVER_USE, Duration.ofDays(-1), Duration.ofDays(1), "localhost", "127.0.0.1");
        Path chain = file("chain.pem", "CERTIFICATE", own.getEncoded());
        Path key = file("key.pem", "PRIVATE KEY", keys.getPrivate().getEncoded());
        try (Program python = Program.python(PYTHON_SERVER, chain, key)) {
            int port = Integer.parseInt(python.line());
            var connection = loop.runUntilComplete(
                    loop.createConnection(RecordingProtocol::new, "127.0.0.1", port, Contexts.connecting(version)));
            connection.transport().write("ping".getBytes(US_ASCII));
            Await.until(loop, () -> connection.protocol().receivedCount() == 4);
            assertThat(connection.protocol().receivedText()).isEqualTo("PING");
            connection.transport().close();
            awaitCleanEnd(loop, connection.protocol());
            assertThat(loop.runUntilComplete(python.rest())).startsWith(version + " b''");
        }
    }

    /// Case 23: an alert says why.
    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, expired, certificate expired",
        "TLSv1.2, early, certificate",
        "TLSv1.2, stranger, certificate unknown",
        "TLSv1.2, use, certificate",
        "TLSv1.2, name, certificate unknown",
        "TLSv1.3, expired, certificate expired",
        "TLSv1.3, early, certificate",
        "TLSv1.3, stranger, certificate unknown",
        "TLSv1.3, use, certificate",
        "TLSv1.3, name, certificate unknown"
    })
    void theServerGetsAnAlertForItsCertificate(String version, String what, String alert, EventLoop loop)
            throws Exception {
        KeyPair keys = Issuer.newKeys("EC");
        Issuer issuer = what.equals("stranger") ? Issuer.STRANGER : Issuer.TRUSTED;
        Duration day = Duration.ofDays(1);
        X509Certificate bad = issuer.issue(
                keys,
                what.equals("use") ? Issuer.CLIENT_USE : Issuer.SERVER_USE,
                what.equals("early") ? day : day.multipliedBy(-2),
                what.equals("expired") ? day.negated() : day.multipliedBy(2),
                what.equals("name") ? "elsewhere" : "127.0.0.1");
        Path chain = file("chain.pem", "CERTIFICATE", bad.getEncoded());
        Path key = file("key.pem", "PRIVATE KEY", keys.getPrivate().getEncoded());
        try (Program python = Program.python(PYTHON_SERVER, chain, key)) {
            int port = Integer.parseInt(python.line());
            assertThatThrownBy(() -> loop.runUntilComplete(loop.createConnection(
                            RecordingProtocol::new, "127.0.0.1", port, Contexts.connecting(version))))
                    .hasCauseInstanceOf(SSLHandshakeException.class);
            assertThat(loop.runUntilComplete(python.rest())).contains("alert").contains(alert);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Case 15.
    @Test
    void anotherHandshakeIsRefused(EventLoop loop) throws Exception {
        try (var serving = Serving.tcp(
                        loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, Contexts.serving("TLSv1.2"));
                Program client = Program.start(
                        List.of("openssl", "s_client", "-tls1_2", "-connect", "127.0.0.1:" + serving.port()))) {
            RecordingProtocol server = serving.protocol(0);
            Await.until(loop, server::isMade);
            loop.runUntilComplete(Blocking.run(() -> client.feed("R\n")));
            Await.until(loop, server::isLost);
            assertThat(server.lossCause()).isInstanceOf(SSLException.class).hasMessageContaining("another handshake");
        }
    }

    @Test
    void opensslServesUsWithAClientCertificate(EventLoop loop) throws Exception {
        KeyPair keys = Issuer.newKeys("EC");
        X509Certificate own = Issuer.TRUSTED.issue(
                keys, Issuer.SERVER_USE, Duration.ofDays(-1), Duration.ofDays(1), "localhost", "127.0.0.1");
        Path chain = file("chain.pem", "CERTIFICATE", own.getEncoded());
        Path key = file("key.pem", "PRIVATE KEY", keys.getPrivate().getEncoded());
        int port = freePort();
        try (Program server = Program.start(List.of(
                "openssl",
                "s_server",
                "-rev",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                chain.toString(),
                "-key",
                key.toString(),
                "-CAfile",
                authority().toString(),
                "-Verify",
                "1",
                "-verify_return_error"))) {
            TlsCredentials me = Issuer.TRUSTED.client("me");
            var options = io.juvloop.ConnectOptions.DEFAULT.withTls(io.juvloop.tls.TlsContext.client(
                    Contexts.clientOptions("TLSv1.3", "TLSv1.2").withCredentials(me)));
            for (String line = server.line(); !line.contains("ACCEPT"); line = server.line()) {
                assertThat(line).doesNotContain("error");
            }
            var connection =
                    loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, "127.0.0.1", port, options));
            Transport transport = connection.transport();
            transport.write("abc\n".getBytes(US_ASCII));
            Await.until(loop, () -> connection.protocol().receivedCount() == 4);
            assertThat(connection.protocol().receivedText()).isEqualTo("cba\n");
            transport.close();
            awaitCleanEnd(loop, connection.protocol());
        }
    }
}
