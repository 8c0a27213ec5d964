package io.juvloop.net.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.RecordingProtocol;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Ending a server in order: it stops accepting, its connections end, and those that do not are aborted.
@LoopTest
class ShutdownTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    private static RecordingProtocol connect(EventLoop loop, Serving<Echo> serving) {
        int before = serving.protocols().size();
        RecordingProtocol client = loop.runUntilComplete(
                        loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port()))
                .protocol();
        serving.protocol(before);
        return client;
    }

    private static void assertEchoes(EventLoop loop, RecordingProtocol client, String text) {
        client.transport().write(text.getBytes(UTF_8));
        Await.until(loop, text, () -> client.receivedText().endsWith(text));
    }

    @Test
    void itStopsAcceptingAndCompletesOnceTheLastConnectionHasEnded(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            int port = serving.port();
            RecordingProtocol first = connect(loop, serving);
            RecordingProtocol second = connect(loop, serving);
            CompletableFuture<Void> gone = serving.server().shutdown(LONG);
            assertThat(serving.server().isServing()).isFalse();
            assertThat(serving.server().addresses()).isEmpty();
            assertThatThrownBy(() ->
                            loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, "127.0.0.1", port)))
                    .hasCauseInstanceOf(ConnectException.class);
            assertEchoes(loop, first, "goes on");
            first.transport().close();
            Await.until(loop, first::isLost);
            assertEchoes(loop, second, "and on");
            assertThat(gone).isNotDone();
            second.transport().close();
            loop.runUntilComplete(gone);
            assertThat(serving.protocol(1).lossCause()).as("it was not aborted").isNull();
            assertThat(loop.stats().pendingTimers())
                    .as("the limit is not waited for")
                    .isZero();
        }
    }

    @Test
    void whatIsLeftAfterTheLimitIsAborted(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            RecordingProtocol client = connect(loop, serving);
            loop.runUntilComplete(serving.server().shutdown(SHORT));
            assertThat(serving.protocol(0).isLost()).isTrue();
            Await.until(loop, client::isLost);
            assertThat(client.lossCause()).hasMessage("Connection reset");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aUnixServerEndsInTheSameWay(EventLoop loop, @TempDir Path folder) {
        Path path = folder.resolve("socket");
        try (Serving<Echo> serving = Serving.unix(loop, Echo::new, path)) {
            RecordingProtocol client = loop.runUntilComplete(loop.createUnixConnection(RecordingProtocol::new, path))
                    .protocol();
            serving.protocol(0);
            CompletableFuture<Void> gone = serving.server().shutdown(LONG);
            assertThat(path).doesNotExist();
            assertEchoes(loop, client, "goes on");
            loop.runUntilComplete(serving.server().shutdown(SHORT));
            assertThat(gone).isCompleted();
            Await.until(loop, client::isLost);
        }
    }

    @Test
    void withoutConnectionsItIsDoneAtOnce(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            assertThat(serving.server().shutdown(LONG)).isCompleted();
            assertThat(serving.server().shutdown(Duration.ZERO))
                    .as("again, it is done as well")
                    .isCompleted();
            assertThat(loop.stats().pendingTimers()).isZero();
        }
    }

    @Test
    void aLimitOfZeroOrLessAbortsInTheNextTurn(EventLoop loop) {
        for (Duration none : new Duration[] {Duration.ZERO, SHORT.negated(), Duration.ofSeconds(Long.MIN_VALUE)}) {
            try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
                RecordingProtocol client = connect(loop, serving);
                loop.runUntilComplete(serving.server().shutdown(none));
                Await.until(loop, client::isLost);
            }
        }
    }

    @Test
    void aLimitBeyondTheClockIsNone(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            RecordingProtocol client = connect(loop, serving);
            CompletableFuture<Void> gone = serving.server().shutdown(Duration.ofSeconds(Long.MAX_VALUE));
            assertEchoes(loop, client, "goes on");
            client.transport().close();
            loop.runUntilComplete(gone);
        }
    }

    @Test
    void aSecondCallShortensTheTimeAndBothComplete(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            RecordingProtocol client = connect(loop, serving);
            CompletableFuture<Void> patient = serving.server().shutdown(LONG);
            CompletableFuture<Void> hasty = serving.server().shutdown(SHORT);
            loop.runUntilComplete(CompletableFuture.allOf(patient, hasty));
            Await.until(loop, client::isLost);
            assertThat(loop.stats().pendingTimers()).isZero();
        }
    }

    @Test
    void aSecondCallDoesNotExtendTheTime(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            RecordingProtocol client = connect(loop, serving);
            CompletableFuture<Void> hasty = serving.server().shutdown(SHORT);
            CompletableFuture<Void> patient = serving.server().shutdown(LONG);
            loop.runUntilComplete(CompletableFuture.allOf(patient, hasty));
            Await.until(loop, client::isLost);
        }
    }

    @Test
    void cancellingItTakesBackTheLimitAndNotTheClose(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            RecordingProtocol client = connect(loop, serving);
            CompletableFuture<Void> gone = serving.server().shutdown(SHORT);
            gone.cancel(false);
            assertThat(loop.stats().pendingTimers()).isZero();
            assertThat(serving.server().isServing()).isFalse();
            assertEchoes(loop, client, "nobody aborts it");
            client.transport().close();
            loop.runUntilComplete(serving.server().waitClosed());
            assertThatThrownBy(gone::join).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void anotherThreadMayCancelIt(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            RecordingProtocol client = connect(loop, serving);
            CompletableFuture<Void> gone = serving.server().shutdown(LONG);
            OtherThread.run(() -> gone.cancel(false));
            Await.until(loop, "no timer", () -> loop.stats().pendingTimers() == 0);
            client.transport().close();
            loop.runUntilComplete(serving.server().waitClosed());
        }
    }

    @Test
    void aServerThatIsServedForEverIsCancelled(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            CompletableFuture<Void> forever = serving.server().serveForever();
            loop.runUntilComplete(serving.server().shutdown(LONG));
            assertThat(forever).isCancelled();
        }
    }

    @Test
    void closingTheLoopEndsIt(EventLoop loop, Logged logged) {
        Serving<Echo> serving = Serving.tcp(loop, Echo::new);
        connect(loop, serving);
        CompletableFuture<Void> gone = serving.server().shutdown(LONG);
        assertThat(gone).isNotDone();
        loop.close();
        assertThat(gone).isCompleted();
        assertThat(logged.all()).isNotEmpty();
        assertThat(serving.server().shutdown(LONG)).isCompleted();
    }

    @Test
    void anotherThreadIsRefused(EventLoop loop) {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            OtherThread.run(() -> assertThatThrownBy(() -> serving.server().shutdown(LONG))
                    .isInstanceOf(IllegalStateException.class));
            assertThat(serving.server().isServing()).isTrue();
        }
    }
}
