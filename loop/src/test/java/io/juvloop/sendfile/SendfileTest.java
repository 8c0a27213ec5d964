package io.juvloop.sendfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.SendfileOptions;
import io.juvloop.Transport;
import io.juvloop.files.OpenOptions;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.Await;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files sent over a transport, by the kernel where it can.
@TaskTest
class SendfileTest {
    private static final int SIZE = 5_000_000;

    @TempDir
    private Path directory;

    private Path file;
    private byte[] content;

    @BeforeEach
    void write() throws IOException {
        content = Payload.of(SIZE, 11);
        file = Files.write(directory.resolve("file"), content);
    }

    private static void awaitReceived(EventLoop loop, RecordingProtocol peer, int count) {
        Await.until(loop, "all bytes", () -> peer.receivedCount() >= count);
    }

    @Test
    void aWholeFileArrives(EventLoop loop) {
        try (var pair = Pair.connect(loop)) {
            assertThat(loop.runUntilComplete(loop.sendfile(pair.clientTransport(), file)))
                    .isEqualTo(SIZE);
            awaitReceived(loop, pair.server(), SIZE);
            assertThat(pair.server().received()).isEqualTo(content);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFifoIsSentUntilItsEnd(EventLoop loop) throws IOException, InterruptedException {
        Path fifo = fifo();
        try (var pair = Pair.connect(loop)) {
            CompletableFuture<Long> sending = loop.sendfile(pair.clientTransport(), fifo);
            loop.runUntilComplete(loop.files().write(fifo, content, OpenOptions.WRITE));
            assertThat(loop.runUntilComplete(sending)).isEqualTo(SIZE);
            awaitReceived(loop, pair.server(), SIZE);
            assertThat(pair.server().received()).isEqualTo(content);
        }
    }

    private Path fifo() throws IOException, InterruptedException {
        Path fifo = directory.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        return fifo;
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFifoWithoutAWriterIsWaitedForUntilCancelled(EventLoop loop) throws IOException, InterruptedException {
        Path fifo = fifo();
        try (var pair = Pair.connect(loop)) {
            CompletableFuture<Long> sending = loop.sendfile(pair.clientTransport(), fifo);
            var _ = loop.callLater(Duration.ofMillis(50), () -> sending.cancel(true));
            assertThatThrownBy(() -> loop.runUntilComplete(sending)).isInstanceOf(CancellationException.class);
            pair.clientTransport().write("alone".getBytes(UTF_8));
            Await.until(loop, () -> pair.server().receivedText().equals("alone"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisabledOnOs(OS.WINDOWS)
    void aFifoThatSaysNothingMoreIsWaitedForUntilCancelled(boolean byPath, EventLoop loop)
            throws IOException, InterruptedException {
        Path fifo = fifo();
        try (var pair = Pair.connect(loop);
                FileChannel both = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            both.write(ByteBuffer.wrap("some".getBytes(UTF_8)));
            Transport transport = pair.clientTransport();
            CompletableFuture<Long> sending =
                    byPath ? loop.sendfile(transport, fifo) : loop.sendfile(transport, both, SendfileOptions.DEFAULT);
            awaitReceived(loop, pair.server(), 4);
            sending.cancel(true);
            assertThatThrownBy(() -> loop.runUntilComplete(sending)).isInstanceOf(CancellationException.class);
            both.write(ByteBuffer.wrap("kept".getBytes(UTF_8)));
            transport.write(", and more".getBytes(UTF_8));
            Await.until(loop, () -> pair.server().receivedText().equals("some, and more"));
            ByteBuffer rest = ByteBuffer.allocate(10);
            assertThat(both.read(rest)).isEqualTo(4);
        }
    }

    @Test
    void hugeFilesArriveByteForByteAtASlowPeer(EventLoop loop) throws IOException {
        Path huge = directory.resolve("huge");
        try (FileChannel channel = FileChannel.open(huge, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < 26; i++) {
                channel.write(ByteBuffer.wrap(content));
            }
        }
        try (FilePeer peer = new FilePeer(0.001)) {
            var connection =
                    loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, "127.0.0.1", peer.port()));
            assertThat(loop.runUntilComplete(loop.sendfile(connection.transport(), huge)))
                    .isEqualTo(26L * SIZE);
            connection.transport().close();
            assertThat(loop.runUntilComplete(peer.said())).isEqualTo(FilePeer.expected(huge));
            Await.until(loop, connection.protocol()::isLost);
        }
    }

    @Test
    void aPartArrivesAndTheChannelsPositionIsBehindIt(EventLoop loop) throws IOException {
        SendfileOptions part = SendfileOptions.DEFAULT.withOffset(1000).withCount(3_000_000);
        try (var pair = Pair.connect(loop);
                FileChannel channel = FileChannel.open(file)) {
            assertThat(loop.runUntilComplete(loop.sendfile(pair.clientTransport(), channel, part)))
                    .isEqualTo(3_000_000);
            assertThat(channel.position()).isEqualTo(3_001_000);
            awaitReceived(loop, pair.server(), 3_000_000);
            assertThat(pair.server().received()).isEqualTo(Arrays.copyOfRange(content, 1000, 3_001_000));
        }
    }

    @Test
    void aCountBeyondTheEndStopsThereAndAnEmptyFileIsNothing(EventLoop loop) throws IOException {
        SendfileOptions beyond = SendfileOptions.DEFAULT.withOffset(SIZE - 10).withCount(1_000_000);
        Path empty = Files.createFile(directory.resolve("empty"));
        try (var pair = Pair.connect(loop);
                FileChannel channel = FileChannel.open(empty)) {
            assertThat(loop.runUntilComplete(loop.sendfile(pair.clientTransport(), file, beyond)))
                    .isEqualTo(10);
            assertThat(loop.runUntilComplete(
                            loop.sendfile(pair.clientTransport(), file, SendfileOptions.DEFAULT.withOffset(SIZE + 5))))
                    .isZero();
            assertThat(loop.runUntilComplete(loop.sendfile(pair.clientTransport(), channel, SendfileOptions.DEFAULT)))
                    .isZero();
            assertThat(channel.position()).isZero();
            awaitReceived(loop, pair.server(), 10);
            assertThat(pair.server().received()).isEqualTo(Arrays.copyOfRange(content, SIZE - 10, SIZE));
        }
    }

    @Test
    void itComesBehindWhatWasWrittenBeforeAndBeforeWhatIsWrittenAfterwards(EventLoop loop) {
        byte[] before = Payload.of(3_000_000, 12);
        try (var pair = Pair.connect(loop)) {
            Transport transport = pair.clientTransport();
            transport.write(before);
            CompletableFuture<Long> sending = loop.sendfile(transport, file);
            assertThatThrownBy(() -> transport.write(new byte[1]))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a file is being sent");
            assertThatThrownBy(transport::writeEof).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> loop.sendfile(transport, file)).isInstanceOf(IllegalStateException.class);
            loop.runUntilComplete(sending);
            transport.write("after".getBytes(UTF_8));
            int all = before.length + SIZE + 5;
            awaitReceived(loop, pair.server(), all);
            byte[] received = pair.server().received();
            assertThat(Arrays.copyOf(received, before.length)).isEqualTo(before);
            assertThat(Arrays.copyOfRange(received, before.length, all - 5)).isEqualTo(content);
            assertThat(new String(received, all - 5, 5, UTF_8)).isEqualTo("after");
        }
    }

    @Test
    void meanwhileNothingIsDeliveredAndAfterwardsWhatCame(EventLoop loop) {
        try (var pair = Pair.connect(loop)) {
            pair.serverTransport().pauseReading();
            CompletableFuture<Long> sending = loop.sendfile(pair.clientTransport(), file);
            pair.serverTransport().write("meanwhile".getBytes(UTF_8));
            Await.until(loop, () -> pair.serverTransport().writeBufferSize() == 0);
            assertThat(pair.clientTransport().isReading()).isFalse();
            assertThat(pair.client().receivedCount()).isZero();
            pair.serverTransport().resumeReading();
            loop.runUntilComplete(sending);
            Await.until(loop, () -> pair.client().receivedText().equals("meanwhile"));
        }
    }

    @Test
    void aPausedReaderStaysPaused(EventLoop loop) {
        try (var pair = Pair.connect(loop)) {
            pair.clientTransport().pauseReading();
            loop.runUntilComplete(loop.sendfile(pair.clientTransport(), file));
            assertThat(pair.clientTransport().isReading()).isFalse();
            pair.clientTransport().resumeReading();
            assertThat(pair.clientTransport().isReading()).isTrue();
        }
    }

    @Test
    void aProtocolThatWasPausedIsResumedOnceWhenTheFileIsSent(EventLoop loop) {
        try (var pair = Pair.connect(loop)) {
            pair.serverTransport().pauseReading();
            pair.clientTransport().write(new byte[20_000_000]);
            assertThat(pair.client().events()).containsExactly("made", "pause");
            CompletableFuture<Long> sending = loop.sendfile(pair.clientTransport(), file);
            pair.serverTransport().resumeReading();
            var resumedEarly = sending.thenApply(sent -> pair.client().count("resume"));
            assertThat(loop.runUntilComplete(resumedEarly)).isBetween(0L, 1L);
            Await.until(loop, () -> pair.client().count("resume") == 1);
            assertThat(pair.client().events()).containsExactly("made", "pause", "resume");
        }
    }

    @Test
    void thePeersResetInTheMiddleFailsIt(EventLoop loop) throws IOException {
        try (var pair = Pair.connect(loop);
                FileChannel channel = FileChannel.open(file)) {
            pair.serverTransport().pauseReading();
            CompletableFuture<Long> sending =
                    loop.sendfile(pair.clientTransport(), channel, SendfileOptions.DEFAULT.withCount(SIZE));
            var _ = loop.callLater(Duration.ofMillis(50), pair.serverTransport()::abort);
            assertThatThrownBy(() -> loop.runUntilComplete(sending)).hasCauseInstanceOf(IOException.class);
            assertThat(channel.position()).isBetween(0L, (long) SIZE - 1);
            pair.clientTransport().abort();
            pair.awaitLost();
        }
    }

    @Test
    void closingTheTransportFailsIt(EventLoop loop) {
        try (var pair = Pair.connect(loop)) {
            pair.serverTransport().pauseReading();
            CompletableFuture<Long> sending = loop.sendfile(pair.clientTransport(), file);
            var _ = loop.callLater(Duration.ofMillis(50), pair.clientTransport()::close);
            assertThatThrownBy(() -> loop.runUntilComplete(sending)).hasCauseInstanceOf(SocketException.class);
            Await.until(loop, pair.client()::isLost);
            assertThatThrownBy(() -> loop.sendfile(pair.clientTransport(), file))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void cancelledItLeavesATransportThatGoesOn(EventLoop loop) throws IOException {
        try (var pair = Pair.connect(loop);
                FileChannel channel = FileChannel.open(file)) {
            pair.serverTransport().pauseReading();
            CompletableFuture<Long> sending = loop.sendfile(pair.clientTransport(), channel, SendfileOptions.DEFAULT);
            var _ = loop.callLater(Duration.ofMillis(50), () -> sending.cancel(true));
            assertThatThrownBy(() -> loop.runUntilComplete(sending)).isInstanceOf(CancellationException.class);
            int sent = (int) channel.position();
            assertThat(sent).isBetween(1, SIZE - 1);
            pair.serverTransport().resumeReading();
            pair.clientTransport().write("after".getBytes(UTF_8));
            awaitReceived(loop, pair.server(), sent + 5);
            assertThat(Arrays.copyOf(pair.server().received(), sent)).isEqualTo(Arrays.copyOf(content, sent));
            assertThat(pair.server().receivedCount()).isEqualTo(sent + 5);
        }
    }

    @Test
    void cancelledBeforeItBeginsItGivesTheTransportBack(EventLoop loop) {
        try (var pair = Pair.connect(loop)) {
            CompletableFuture<Long> sending = loop.sendfile(pair.clientTransport(), file);
            sending.cancel(true);
            assertThatThrownBy(() -> loop.runUntilComplete(sending)).isInstanceOf(CancellationException.class);
            pair.clientTransport().write("alone".getBytes(UTF_8));
            Await.until(loop, () -> pair.server().receivedText().equals("alone"));
            assertThat(pair.clientTransport().isReading()).isTrue();
        }
    }

    @Test
    void filesThatCannotBeReadFailItAndTheTransportGoesOn(EventLoop loop) throws IOException {
        FileChannel closed = FileChannel.open(file);
        closed.close();
        try (var pair = Pair.connect(loop);
                FileChannel writeOnly = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Transport transport = pair.clientTransport();
            assertFails(loop, loop.sendfile(transport, directory.resolve("missing")), NoSuchFileException.class);
            assertFails(loop, loop.sendfile(transport, closed, SendfileOptions.DEFAULT), ClosedChannelException.class);
            assertThatThrownBy(
                            () -> loop.runUntilComplete(loop.sendfile(transport, writeOnly, SendfileOptions.DEFAULT)))
                    .isInstanceOf(NonReadableChannelException.class);
            transport.write("alive".getBytes(UTF_8));
            Await.until(loop, () -> pair.server().receivedText().equals("alive"));
        }
    }

    private static void assertFails(EventLoop loop, CompletableFuture<Long> sending, Class<? extends Throwable> how) {
        assertThatThrownBy(() -> loop.runUntilComplete(sending))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(how);
    }

    @Test
    void offsetsAndCountsAreChecked() {
        assertThatThrownBy(() -> SendfileOptions.DEFAULT.withOffset(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SendfileOptions.DEFAULT.withCount(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherLoopsTransportIsRefused(EventLoop loop) {
        EventLoop other = EventLoop.create();
        try (var pair = Pair.connect(loop)) {
            assertThatThrownBy(() -> other.sendfile(pair.clientTransport(), file))
                    .isInstanceOf(IllegalArgumentException.class);
        } finally {
            other.close();
        }
    }
}
