package io.juvloop.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.serve.ServerKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The load generator for TLS, as `make native-tls` builds it, against the JDK's sockets.
@EnabledOnOs(OS.LINUX)
class TlsLoadTest {
    private static final Path PROGRAM = Repository.locate().nativeProgram("tls-load");
    private static final Cores CORES = new Cores(0, 1);
    private static final Duration WHILE = Duration.ofMillis(300);

    private final ServerSocket listener;

    TlsLoadTest(@TempDir Path folder) throws IOException {
        ServerKey.make(folder);
        listener = ServerKey.context(folder)
                .getServerSocketFactory()
                .createServerSocket(0, 100, InetAddress.getLoopbackAddress());
    }

    @BeforeEach
    void serve() {
        assumeTrue(Files.exists(PROGRAM), "make native-tls has not run");
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "server and load need a core each");
        Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    Thread.ofVirtual().start(() -> echo(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    private static void echo(Socket connection) {
        try (Socket socket = connection) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException lost) {
            return; // the load generator has ended
        }
    }

    private LoadGenerator connect(String scenario) throws IOException, InterruptedException {
        return LoadGenerator.connect(PROGRAM, listener.getLocalPort(), Scenario.parse(scenario), CORES);
    }

    @Test
    void everyByteComesBackThroughTls() throws Exception {
        for (String size : new String[] {"1", "100000", "64x16"}) {
            try (LoadGenerator load = connect(size)) {
                assertThat(load.send(100).all()).isGreaterThanOrEqualTo(100);
            }
        }
    }

    @Test
    void handshakesAreCountedAndTimed() throws Exception {
        for (String kind : new String[] {"full", "resumed"}) {
            try (LoadGenerator load = connect(kind + "/4")) {
                LoadReport report = load.run(WHILE);
                assertThat(report.all()).isPositive();
                assertThat(report.latency().count()).isEqualTo(report.messages());
            }
        }
    }

    @Test
    void messagesAtARateGoOnBesideHandshakes() throws Exception {
        try (LoadGenerator load = connect("64@1000+50")) {
            LoadReport report = load.run(WHILE);
            assertThat(report.messages()).isEqualTo(300);
            assertThat(report.late())
                    .as("lateness, which the generator's own handshakes cause")
                    .isNaN();
        }
    }

    @Test
    void aServerWithoutTlsIsAnError() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    plain.accept().close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatIOException()
                    .isThrownBy(
                            () -> LoadGenerator.connect(PROGRAM, plain.getLocalPort(), Scenario.parse("64/1"), CORES))
                    .withMessageContaining("handshake");
        }
    }
}
