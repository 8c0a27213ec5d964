package io.juvloop.net.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.net.peer.FullBacklog;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Connection attempts that are cancelled before they end.
@LoopTest
@ExtendWith(JdkSockets.class)
class ConnectCancelTest {
    private static long live(EventLoop loop, String type) {
        return loop.stats().handles().get(type).live();
    }

    private static CompletableFuture<Connection<RecordingProtocol>> connect(EventLoop loop, FullBacklog hole) {
        return loop.createConnection(
                RecordingProtocol::new,
                "127.0.0.1",
                hole.port(),
                ConnectOptions.DEFAULT.withTimeout(Duration.ofDays(1)));
    }

    @Test
    void cancellingOnTheLoopsThreadClosesWhatWasBegun(EventLoop loop) throws IOException {
        try (FullBacklog hole = FullBacklog.at("127.0.0.1", 0)) {
            CompletableFuture<Connection<RecordingProtocol>> future = connect(loop, hole);
            assertThat(live(loop, "TCP")).isEqualTo(1);
            loop.callSoon(() -> future.cancel(false));
            assertThatThrownBy(() -> loop.runUntilComplete(future)).isInstanceOf(CancellationException.class);
            assertThat(loop.stats().pendingTimers()).isZero();
            Await.until(loop, () -> live(loop, "TCP") == 0);
            assertThat(future.cancel(false))
                    .as("cancelled already, as CompletableFuture says")
                    .isTrue();
        }
    }

    @Test
    void cancellingFromAnotherThreadClosesWhatWasBegun(EventLoop loop) throws IOException {
        try (FullBacklog hole = FullBacklog.at("127.0.0.1", 0)) {
            CompletableFuture<Connection<RecordingProtocol>> future = connect(loop, hole);
            Thread other = Thread.ofPlatform().unstarted(() -> future.cancel(true));
            loop.callSoon(other::start);
            assertThatThrownBy(() -> loop.runUntilComplete(future)).isInstanceOf(CancellationException.class);
            Await.until(loop, () -> live(loop, "TCP") == 0 && loop.stats().pendingTimers() == 0);
        }
    }

    @Test
    void cancellingWhileTheLoopDoesNotRunTakesEffect(EventLoop loop) throws IOException {
        try (FullBacklog hole = FullBacklog.at("127.0.0.1", 0)) {
            CompletableFuture<Connection<RecordingProtocol>> first = connect(loop, hole);
            CompletableFuture<Connection<RecordingProtocol>> second = connect(loop, hole);
            assertThat(first.cancel(false)).isTrue();
            assertThat(OtherThread.call(() -> second.cancel(false))).isTrue();
            Await.until(loop, () -> live(loop, "TCP") == 0 && loop.stats().pendingTimers() == 0);
        }
    }

    @Test
    void cancellingDuringTheLookupOfTheName(EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            List<CompletableFuture<Connection<RecordingProtocol>>> futures = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                futures.add(loop.createConnection(RecordingProtocol::new, "localhost", serving.port()));
            }
            futures.forEach(future -> future.cancel(false));
            Await.until(loop, () -> loop.stats().requests().get("GETADDRINFO").live() == 0);
            assertThat(serving.protocols()).isEmpty();
            assertThat(live(loop, "TCP")).as("the server's own").isEqualTo(1);
        }
    }

    @Test
    void cancellingAConnectionThatIsThereDoesNothing(EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            CompletableFuture<Connection<RecordingProtocol>> future =
                    loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port());
            Connection<RecordingProtocol> connection = loop.runUntilComplete(future);
            assertThat(future.cancel(true)).isFalse();
            assertThat(connection.transport().isClosing()).isFalse();
            connection.transport().close();
        }
    }

    /// No caller would ever have the connection, so it must not stay open.
    @Test
    void aFutureThatSomebodyElseCompletedCostsTheConnection(EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            CompletableFuture<Connection<RecordingProtocol>> future =
                    loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port());
            future.completeExceptionally(new TimeoutException("by hand"));
            assertThat(future.exceptionNow()).hasMessage("by hand");
            RecordingProtocol accepted = serving.protocol(0);
            Await.until(loop, () -> accepted.isLost() && live(loop, "TCP") == 1);
        }
    }

    @Test
    void orTimeoutOfTheFutureItselfLeavesNothingWhenTheAttemptIsCancelledToo(EventLoop loop) throws IOException {
        try (FullBacklog hole = FullBacklog.at("127.0.0.1", 0)) {
            CompletableFuture<Connection<RecordingProtocol>> future = connect(loop, hole);
            CompletableFuture<Connection<RecordingProtocol>> limited = future.copy()
                    .orTimeout(50, TimeUnit.MILLISECONDS)
                    .whenComplete((connection, failure) -> future.cancel(false));
            assertThatThrownBy(() -> loop.runUntilComplete(limited)).hasCauseInstanceOf(TimeoutException.class);
            Await.until(loop, () -> live(loop, "TCP") == 0 && loop.stats().pendingTimers() == 0);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Tag("X6")
    void fiveUnixConnectsCancelledInMidAirLeaveNothing(EventLoop loop, @TempDir Path folder) {
        Path path = folder.resolve("socket");
        try (Serving<RecordingProtocol> serving = Serving.unix(loop, RecordingProtocol::new, path)) {
            for (int i = 0; i < 5; i++) {
                CompletableFuture<Connection<RecordingProtocol>> future =
                        loop.createUnixConnection(RecordingProtocol::new, path);
                assertThat(future.isDone()).isFalse();
                assertThat(future.cancel(false)).isTrue();
            }
            Await.until(loop, () -> live(loop, "NAMED_PIPE") == 1);
            assertThat(serving.protocols().stream().filter(protocol -> !protocol.isLost()))
                    .isEmpty();
        }
    }
}
