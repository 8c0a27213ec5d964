package io.juvloop.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Payload;
import io.juvloop.net.peer.Program;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.tls.PemFiles.Identity;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Other implementations of TLS as servers of our clients, and a client in Python.
@LoopTest
class TlsServingPeersTest {
    private static final int ATTEMPTS = 200;

    @TempDir
    private Path folder;

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Recording end(String kind) {
        return kind.equals("plain") ? new RecordingProtocol() : new RecordingBufferedProtocol(50_000);
    }

    /// Connects to a program that may not listen yet.
    private static Connection<Recording> connect(EventLoop loop, String kind, int port, ConnectOptions options)
            throws InterruptedException {
        for (int i = 0; ; i++) {
            try {
                return loop.runUntilComplete(loop.createConnection(() -> end(kind), "127.0.0.1", port, options));
            } catch (CompletionException failure) {
                if (i == ATTEMPTS || !(failure.getCause() instanceof ConnectException)) {
                    throw failure;
                }
                Thread.sleep(50); // between two attempts, for no other sign of the program's is to be had
            }
        }
    }

    private static void assertEchoed(EventLoop loop, Connection<Recording> connection, byte[] sent) {
        connection.transport().write(sent);
        Await.until(loop, () -> connection.protocol().receivedCount() == sent.length);
        assertThat(connection.protocol().received()).isEqualTo(sent);
        connection.transport().close();
        Await.until(loop, connection.protocol()::isLost);
        assertThat(connection.protocol().lossCause()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, plain", "TLSv1.3, buffered", "TLSv1.2, plain", "TLSv1.2, buffered"})
    void gnutlsServesUs(String version, String kind, EventLoop loop) throws Exception {
        PemFiles files = new PemFiles(folder).write(Identity.ofServer("RSA"));
        int port = freePort();
        Program.start(List.of("gnutls-serv", "--version")).close(); // skips the test where there is none
        String command = "exec gnutls-serv --echo --quiet --x509certfile=" + files.chain() + " --x509keyfile="
                + files.key() + " --port=" + port + " >/dev/null 2>&1";
        try (Program _ = Program.start(List.of("sh", "-c", command))) {
            byte[] sent = "one line of text\n".repeat(200).getBytes(US_ASCII);
            assertEchoed(loop, connect(loop, kind, port, Contexts.connecting(version)), sent);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, plain", "TLSv1.3, buffered", "TLSv1.2, plain", "TLSv1.2, buffered"})
    void theJdksSocketsServeUs(String version, String kind, EventLoop loop) throws Exception {
        Identity identity = Identity.ofServer("EC");
        SSLContext context = JdkPeer.serving(identity);
        byte[] sent = Payload.of(1024 * 1024, 3);
        try (SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Long> peer = Blocking.call(() -> {
                try (SSLSocket socket = (SSLSocket) listener.accept()) {
                    return socket.getInputStream().transferTo(socket.getOutputStream());
                }
            });
            Connection<Recording> connection =
                    connect(loop, kind, listener.getLocalPort(), Contexts.connecting(version));
            assertEchoed(loop, connection, sent);
            assertThat(loop.runUntilComplete(peer)).isEqualTo(sent.length);
        }
    }

    private static final String CLIENT = """
        import ssl
        context = ssl.create_default_context(cafile=sys.argv[2])
        which = ssl.TLSVersion.TLSv1_3 if sys.argv[3] == 'TLSv1.3' else ssl.TLSVersion.TLSv1_2
        context.minimum_version = context.maximum_version = which
        raw = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
        tls = context.wrap_socket(raw, server_hostname='localhost')
        sent = bytes(i % 251 for i in range(100000)) * 5
        tls.sendall(sent)
        got = b''
        while len(got) < len(sent): got += tls.recv(65536)
        print(tls.version(), got == sent, tls.getpeercert()['subject'][0][0][1], flush=True)
        tls.unwrap()
        print('ended', flush=True)
        """;

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void pythonIsServed(String version, EventLoop loop) throws Exception {
        PemFiles files = new PemFiles(folder);
        try (var serving = Serving.tcp(
                        loop, TlsEchoTest.Echo::new, List.of("127.0.0.1"), 0, Contexts.serving("TLSv1.3", "TLSv1.2"));
                Program python = Program.python(CLIENT, serving.port(), files.authority(), version)) {
            assertThat(loop.runUntilComplete(python.rest())).isEqualTo(version + " True localhost\nended");
            Await.until(loop, serving.protocol(0)::isLost);
            assertThat(serving.protocol(0).lossCause()).isNull();
        }
    }
}
