package io.juvloop.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.benchmarks.peer.Repository;
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

/// The load generator, as `make native` builds it, on a schedule.
@EnabledOnOs(OS.LINUX)
class ScheduledLoadTest {
    private static final Path PROGRAM = Repository.locate().nativeProgram("load");
    private static final Cores CORES = new Cores(0, 1);
    private static final Duration STALL = Duration.ofMillis(300);
    private static final int SIZE = 64;

    private final ServerSocket listener;

    ScheduledLoadTest() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @BeforeEach
    void needsTheProgram() {
        assumeTrue(Files.exists(PROGRAM), "make native has not run");
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "server and load need a core each");
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    private LoadGenerator connect(int rate) throws IOException, InterruptedException {
        return LoadGenerator.connect(PROGRAM, listener.getLocalPort(), new Scenario(SIZE, 1, 1, rate), CORES);
    }

    /// Accepts one connection and echoes; once, after so many bytes, it does nothing for a while.
    private void serveWithOneStall(int stallAfter) {
        try (Socket socket = listener.accept()) {
            byte[] bytes = new byte[64 * 1024];
            int served = 0;
            for (int count = socket.getInputStream().read(bytes);
                    count >= 0;
                    count = socket.getInputStream().read(bytes)) {
                if (served < stallAfter && served + count >= stallAfter) {
                    Thread.sleep(STALL); // the stall is what is measured
                }
                served += count;
                socket.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void messagesDueWhileTheServerStallsCountTheirWaiting() throws Exception {
        int rate = 1000;
        Thread server = Thread.ofVirtual().start(() -> serveWithOneStall(200 * SIZE));
        LoadReport report;
        try (LoadGenerator load = connect(rate)) {
            report = load.run(Duration.ofSeconds(1));
        }
        server.join();
        assertThat(report.messages()).isEqualTo(rate);
        assertThat(report.perSecond()).isEqualTo(rate);
        // Three in ten messages fell due in the stall; a client that waits for answers would have sent one.
        assertThat(report.latency().quantile(0.9)).isGreaterThan(STALL.toNanos() / 1000.0 / 3);
        assertThat(report.latency().max()).isGreaterThan(STALL.toNanos() / 1000.0);
        assertThat(report.late()).isNotNaN();
    }

    @Test
    void aServerThatFallsFarBehindIsAnError() throws Exception {
        try (LoadGenerator load = connect(100_000);
                Socket _ = listener.accept()) {
            assertThatIOException()
                    .isThrownBy(() -> load.run(Duration.ofSeconds(10)))
                    .withMessageContaining("does not keep up");
        }
    }

    @Test
    void withoutARateNothingIsDue() throws Exception {
        Thread server = Thread.ofVirtual().start(() -> serveWithOneStall(Integer.MAX_VALUE));
        LoadReport report;
        try (LoadGenerator load =
                LoadGenerator.connect(PROGRAM, listener.getLocalPort(), new Scenario(SIZE, 1, 1), CORES)) {
            report = load.send(100);
        }
        server.join();
        assertThat(report.all()).isGreaterThanOrEqualTo(100);
        assertThat(report.latency().count()).isPositive();
        assertThat(report.late()).isNaN();
    }
}
