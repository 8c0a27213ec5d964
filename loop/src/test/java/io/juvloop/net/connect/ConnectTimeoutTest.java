package io.juvloop.net.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.net.peer.FullBacklog;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Connection attempts with a time-out.
@LoopTest
@ExtendWith(JdkSockets.class)
class ConnectTimeoutTest {
    private static final Duration LIMIT = Duration.ofMillis(150);

    @Test
    void aPeerThatNeverAnswersIsGivenUpAfterTheLimitAndNothingIsLeft(EventLoop loop) throws IOException {
        try (FullBacklog hole = FullBacklog.at("127.0.0.1", 0)) {
            long begin = loop.time();
            CompletableFuture<Connection<RecordingProtocol>> future = loop.createConnection(
                    RecordingProtocol::new, "127.0.0.1", hole.port(), ConnectOptions.DEFAULT.withTimeout(LIMIT));
            assertThat(loop.stats().pendingTimers())
                    .as("on the loop's own timer")
                    .isEqualTo(1);
            AtomicReference<EventLoop> completedOn = new AtomicReference<>();
            var _ = future.whenComplete((connection, failure) -> completedOn.set(EventLoop.running()));
            assertThatThrownBy(() -> loop.runUntilComplete(future))
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("connecting to 127.0.0.1:" + hole.port() + " timed out after 150 ms");
            assertThat(Duration.ofNanos(loop.time() - begin)).isBetween(LIMIT, Duration.ofSeconds(5));
            assertThat(completedOn.get()).isSameAs(loop);
            assertThat(loop.stats().pendingTimers()).isZero();
        }
    }

    @Test
    void aConnectInTimeLeavesNoTimer(EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            Connection<RecordingProtocol> connection = loop.runUntilComplete(loop.createConnection(
                    RecordingProtocol::new,
                    "127.0.0.1",
                    serving.port(),
                    ConnectOptions.DEFAULT.withTimeout(Duration.ofDays(1))));
            assertThat(loop.stats().pendingTimers()).isZero();
            connection.transport().close();
        }
    }

    @Test
    void aFailedConnectLeavesNoTimer(EventLoop loop) {
        ConnectOptions options = ConnectOptions.DEFAULT.withTimeout(Duration.ofDays(1));
        assertThatThrownBy(() -> loop.runUntilComplete(
                        loop.createConnection(RecordingProtocol::new, "nobody.invalid", 80, options)))
                .isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> loop.runUntilComplete(
                        loop.createUnixConnection(RecordingProtocol::new, "/nowhere/at/all", options)))
                .isInstanceOf(CompletionException.class);
        assertThat(loop.stats().pendingTimers()).isZero();
    }
}
