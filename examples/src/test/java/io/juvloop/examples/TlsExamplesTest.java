package io.juvloop.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsOptions;
import io.juvloop.tls.TlsTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `echo --tls`, `https-get` and `starttls`, as a user runs them.
class TlsExamplesTest {
    /// Believes every server, as a user does who tries out a key that was just made.
    private static final X509TrustManager EVERYBODY = new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    };

    private static SSLSocketFactory sockets() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {EVERYBODY}, null);
        return context.getSocketFactory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"protocol", "buffered"})
    void echoIsEncrypted(String style) throws Exception {
        try (ExampleProcess echo = ExampleProcess.start("echo", "--port", "0", "--style", style, "--tls")) {
            assertThat(echo.line()).endsWith("try: openssl s_client -connect 127.0.0.1:PORT");
            assertThat(shownByEcho(echo)).isEqualTo("CN=localhost");
            assertThat(echo.errors()).isEmpty();
        }
    }

    @Test
    void echoHasTheKeyOfFiles(@TempDir Path folder) throws Exception {
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        makeKey(certificate, key);
        try (ExampleProcess echo = ExampleProcess.start(
                "echo", "--port", "0", "--tls", "--cert", certificate.toString(), "--key", key.toString())) {
            assertThat(shownByEcho(echo)).isEqualTo("CN=of files");
            assertThat(echo.errors()).isEmpty();
        }
        try (ExampleProcess misused =
                ExampleProcess.start("echo", "--port", "0", "--tls", "--cert", certificate.toString())) {
            assertThat(misused.exit()).isEqualTo(2);
            assertThat(misused.errors()).contains("--cert and --key go together");
        }
    }

    /// Has a message echoed, and returns the name of the certificate.
    private static String shownByEcho(ExampleProcess echo) throws Exception {
        try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), echo.port());
                SSLSocket client = (SSLSocket) sockets().createSocket(raw, "localhost", raw.getPort(), true)) {
            byte[] message = new byte[100_000];
            message[99_999] = 1;
            client.getOutputStream().write(message);
            assertThat(client.getInputStream().readNBytes(message.length)).isEqualTo(message);
            return client.getSession().getPeerPrincipal().getName();
        }
    }

    private static void makeKey(Path certificate, Path key) throws Exception {
        Process openssl;
        try {
            openssl = new ProcessBuilder(
                            "openssl",
                            "req",
                            "-x509",
                            "-newkey",
                            "rsa:2048",
                            "-nodes",
                            "-subj",
                            "/CN=of files",
                            "-out",
                            certificate.toString(),
                            "-keyout",
                            key.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            assumeTrue(false, "openssl is not installed here");
            throw missing;
        }
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.waitFor()).as(said).isZero();
    }

    @Test
    void aConversationGoesOnEncrypted() throws Exception {
        try (ExampleProcess starttls = ExampleProcess.start("starttls")) {
            assertThat(starttls.rest())
                    .containsExactly(
                            "220 hello",
                            "NOOP -> 250 in plain text",
                            "STARTTLS -> 220 go ahead",
                            "NOOP -> 250 encrypted",
                            "QUIT -> 221 bye");
            assertThat(starttls.exit()).isZero();
            assertThat(starttls.errors()).isEmpty();
        }
    }

    @Test
    void aPageIsGotByHttps(@TempDir Path folder) throws Exception {
        var own = SelfSigned.credentials();
        Path trust = Files.writeString(
                folder.resolve("trust.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(own.chain().getFirst().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        TlsContext context =
                TlsContext.server(TlsOptions.DEFAULT.withCredentials(own).withTrust(TlsTrust.system()));
        try (PageServer server = new PageServer(context);
                ExampleProcess get = ExampleProcess.start(
                        "https-get", "--url", "https://localhost:" + server.port() + "/", "--trust", trust.toString());
                ExampleProcess refused =
                        ExampleProcess.start("https-get", "--url", "https://localhost:" + server.port() + "/")) {
            assertThat(get.line()).startsWith("TLSv1.3, TLS_").endsWith("CN=localhost");
            assertThat(get.line()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(get.line()).endsWith("bytes of header and page");
            assertThat(get.exit()).isZero();
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.errors()).contains("PKIX path");
        }
    }

    /// A page by HTTPS, on a thread and loop of its own.
    private static final class PageServer implements AutoCloseable {
        private final Thread thread;
        private final java.util.concurrent.CompletableFuture<Integer> port =
                new java.util.concurrent.CompletableFuture<>();
        private final java.util.concurrent.CompletableFuture<Runnable> end =
                new java.util.concurrent.CompletableFuture<>();

        PageServer(TlsContext context) {
            thread = Thread.ofPlatform()
                    .daemon()
                    .start(() -> io.juvloop.Juvloop.run(() -> {
                        var server = io.juvloop.streams.Streams.startServer(
                                (reader, writer) -> {
                                    byte[] line = reader.readLine();
                                    while (line.length > 2) {
                                        line = reader.readLine();
                                    }
                                    writer.write(
                                            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
                                            StandardCharsets.US_ASCII);
                                    writer.close();
                                },
                                "127.0.0.1",
                                0,
                                io.juvloop.ServerOptions.DEFAULT.withTls(context),
                                io.juvloop.streams.StreamOptions.DEFAULT);
                        var loop = io.juvloop.EventLoop.running();
                        end.complete(() -> loop.callSoonThreadsafe(server::close));
                        port.complete(server.port());
                        return io.juvloop.Async.await(server.waitClosed());
                    }));
        }

        int port() {
            return port.join();
        }

        @Override
        public void close() throws IOException {
            end.join().run();
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
        }
    }
}
