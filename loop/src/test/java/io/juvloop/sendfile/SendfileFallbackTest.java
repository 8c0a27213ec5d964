package io.juvloop.sendfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.SendfileOptions;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.Await;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that the kernel cannot send, so that they are read and written instead.
@TaskTest
class SendfileFallbackTest {
    private static final int SIZE = 20_000_000;

    @TempDir
    private Path directory;

    private Path path;
    private byte[] content;

    @BeforeEach
    void write() throws IOException {
        content = Payload.of(SIZE, 21);
        path = Files.write(directory.resolve("file"), content);
    }

    @Test
    void aPartArrivesAndThePositionIsBehindIt(EventLoop loop) throws IOException {
        SendfileOptions part = SendfileOptions.DEFAULT.withOffset(77).withCount(5_000_000);
        try (var pair = Pair.connect(loop);
                ForeignFile file = new ForeignFile(path)) {
            assertThat(loop.runUntilComplete(loop.sendfile(pair.clientTransport(), file, part)))
                    .isEqualTo(5_000_000);
            assertThat(file.position()).isEqualTo(5_000_077);
            Await.until(loop, () -> pair.server().receivedCount() == 5_000_000);
            assertThat(pair.server().received()).isEqualTo(Arrays.copyOfRange(content, 77, 5_000_077));
        }
    }

    @Test
    void withoutItNothingIsSentAndTheTransportGoesOn(EventLoop loop) throws IOException {
        try (var pair = Pair.connect(loop);
                ForeignFile file = new ForeignFile(path)) {
            assertThatThrownBy(() -> loop.runUntilComplete(
                            loop.sendfile(pair.clientTransport(), file, SendfileOptions.DEFAULT.withFallback(false))))
                    .isInstanceOf(UnsupportedOperationException.class);
            pair.clientTransport().write("alone".getBytes(UTF_8));
            Await.until(loop, () -> pair.server().receivedText().equals("alone"));
            assertThat(file.position()).isZero();
        }
    }

    @Test
    void cancelledItSaysHowFarItCame(EventLoop loop) throws IOException {
        try (var pair = Pair.connect(loop);
                ForeignFile file = new ForeignFile(path)) {
            pair.serverTransport().pauseReading();
            CompletableFuture<Long> sending = loop.sendfile(pair.clientTransport(), file, SendfileOptions.DEFAULT);
            var _ = loop.callLater(Duration.ofMillis(100), () -> sending.cancel(true));
            assertThatThrownBy(() -> loop.runUntilComplete(sending)).isInstanceOf(CancellationException.class);
            int sent = (int) file.position();
            assertThat(sent).isLessThan(SIZE);
            pair.serverTransport().resumeReading();
            pair.clientTransport().write("after".getBytes(UTF_8));
            Await.until(loop, () -> pair.server().receivedCount() == sent + 5);
            assertThat(Arrays.copyOf(pair.server().received(), sent)).isEqualTo(Arrays.copyOf(content, sent));
        }
    }

    @Test
    void theLossOfTheConnectionFailsIt(EventLoop loop) throws IOException {
        try (var pair = Pair.connect(loop);
                ForeignFile file = new ForeignFile(path)) {
            pair.serverTransport().pauseReading();
            CompletableFuture<Long> sending = loop.sendfile(pair.clientTransport(), file, SendfileOptions.DEFAULT);
            var _ = loop.callLater(Duration.ofMillis(50), pair.serverTransport()::abort);
            assertThatThrownBy(() -> loop.runUntilComplete(sending)).hasCauseInstanceOf(IOException.class);
            pair.awaitLost();
        }
    }
}
