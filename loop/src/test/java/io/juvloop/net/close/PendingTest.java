package io.juvloop.net.close;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.FullBacklog;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Libc;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `loop.close()` during an opening: its future fails, and nothing is opened.
@LoopTest
@ExtendWith(JdkSockets.class)
class PendingTest {
    private static RecordingProtocol never() {
        throw new AssertionError("nobody waits for it");
    }

    private static void assertFailed(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        assertThat(future.exceptionNow())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the event loop is closed");
    }

    @Test
    void aConnectUnderWayFails(EventLoop loop, Logged logged) throws IOException {
        try (FullBacklog hole = FullBacklog.at("127.0.0.1", 0)) {
            CompletableFuture<?> plain = loop.createConnection(PendingTest::never, "127.0.0.1", hole.port());
            CompletableFuture<?> limited = loop.createConnection(
                    PendingTest::never,
                    "127.0.0.1",
                    hole.port(),
                    ConnectOptions.DEFAULT.withTimeout(Duration.ofSeconds(5)));
            loop.close();
            assertFailed(plain);
            assertFailed(limited);
            assertThat(logged.all()).hasSize(2);
        }
    }

    @Test
    void whatDependsOnAFutureThatFailsIsToldBeforeCloseReturns(EventLoop loop, Logged logged) throws IOException {
        try (FullBacklog hole = FullBacklog.at("127.0.0.1", 0)) {
            List<String> told = new ArrayList<>();
            var _ = loop.createConnection(PendingTest::never, "127.0.0.1", hole.port())
                    .whenComplete((connection, failure) -> {
                        told.add(failure.getMessage());
                        try {
                            loop.callSoon(() -> told.add("never"));
                        } catch (IllegalStateException closed) {
                            told.add(closed.getMessage());
                        }
                    });
            loop.close();
            assertThat(told).containsExactly("the event loop is closed", "the event loop is closed");
            assertThat(logged.all()).hasSize(1);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aUnixConnectUnderWayFails(EventLoop loop, Logged logged, @TempDir Path folder) {
        Path path = folder.resolve("socket");
        int listener = Libc.boundUnix(path);
        Libc.INSTANCE.listen(listener, 5);
        CompletableFuture<?> future = loop.createUnixConnection(PendingTest::never, path);
        loop.close();
        assertFailed(future);
        assertThat(logged.all()).hasSize(1);
        Libc.INSTANCE.close(listener);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSocketThatIsBeingTakenOverIsClosed(EventLoop loop, Logged logged) {
        int[] pair = new int[2];
        Libc.INSTANCE.socketpair(Libc.AF_UNIX, Libc.SOCK_STREAM, 0, pair);
        CompletableFuture<?> future = loop.connectAcceptedSocket(PendingTest::never, pair[0]);
        loop.close();
        assertFailed(future);
        assertThat(logged.all()).hasSize(1);
        assertThat(Libc.isOpen(pair[0])).isFalse();
        Libc.INSTANCE.close(pair[1]);
    }

    /// The listener is on another loop, so that connecting to it would succeed.
    @Test
    void lookupsInFlightConnectNowhere(EventLoop loop) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1"))) {
            List<CompletableFuture<?>> futures = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                futures.add(loop.createConnection(PendingTest::never, "localhost", listener.getLocalPort()));
            }
            loop.close();
            assertThat(futures).allSatisfy(PendingTest::assertFailed);
            assertThat(loop.stats().handles().get("TCP").created()).isZero();
        }
    }

    @Test
    void lookupsInFlightServeNobody(EventLoop loop) {
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            futures.add(loop.createServer(PendingTest::never, List.of("localhost"), 0, ServerOptions.DEFAULT));
        }
        loop.close();
        assertThat(futures).allSatisfy(PendingTest::assertFailed);
        assertThat(loop.stats().handles().get("TCP").created()).isZero();
    }

    @Test
    void cancelledLookupsInFlightAreForgotten(EventLoop loop) {
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            futures.add(loop.createConnection(PendingTest::never, "localhost", 80));
        }
        futures.forEach(future -> future.cancel(false));
        loop.close();
        assertThat(futures).allSatisfy(future -> assertThat(future).isCancelled());
    }
}
