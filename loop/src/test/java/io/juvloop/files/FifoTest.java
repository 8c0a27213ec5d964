package io.juvloop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A FIFO has no positions, and its bytes and its other end have to be waited for: by the loop, not by pool
/// threads.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class FifoTest {
    @TempDir
    private Path directory;

    private Path fifo;

    @BeforeEach
    void make() throws IOException, InterruptedException {
        fifo = directory.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
    }

    @Test
    void isReadAndWrittenWhole(EventLoop loop) {
        String content = "text ".repeat(100_000);
        CompletableFuture<String> reading = loop.files().readString(fifo);
        loop.runUntilComplete(loop.files().writeString(fifo, content));
        assertThat(loop.runUntilComplete(reading)).isEqualTo(content);
    }

    @Test
    void isWrittenOnceThereIsWhoReadsIt(EventLoop loop) {
        CompletableFuture<Void> writing = loop.files().writeString(fifo, "late");
        Turns.many(loop, 20);
        assertThat(writing).isNotDone();
        assertThat(loop.runUntilComplete(loop.files().readString(fifo))).isEqualTo("late");
        loop.runUntilComplete(writing);
    }

    @Test
    void readsThatWaitKeepNoThreadOfThePool(EventLoop loop) {
        CompletableFuture<?>[] readings = new CompletableFuture<?>[8];
        for (int i = 0; i < readings.length; i++) {
            readings[i] = loop.files().readAllBytes(fifo);
        }
        assertThat(loop.runUntilComplete(loop.files().stat(directory)).isDirectory())
                .isTrue();
        for (CompletableFuture<?> reading : readings) {
            assertThat(reading).isNotDone();
            assertThat(reading.cancel(true)).isTrue();
        }
        Turns.many(loop, 3);
    }

    @Test
    void whoWaitsForAReaderCanBeCancelled(EventLoop loop) {
        CompletableFuture<Void> writing = loop.files().writeString(fifo, "never");
        Turns.many(loop, 20);
        writing.cancel(true);
        Turns.many(loop, 3);
        assertThat(writing).isCancelled();
    }

    @Test
    void closingAFileEndsTheReadThatWaits(EventLoop loop) {
        AsyncFile file = loop.runUntilComplete(loop.files().open(fifo, OpenOptions.READ));
        CompletableFuture<Integer> read = file.read(ByteBuffer.allocate(10));
        Turns.many(loop, 3);
        assertThat(read).isNotDone();
        file.close();
        loop.runUntilComplete(file.waitClosed());
        assertThatThrownBy(() -> loop.runUntilComplete(read)).hasRootCauseInstanceOf(AsynchronousCloseException.class);
    }

    @Test
    void aReadBringsWhatThereIs(EventLoop loop) {
        AsyncFile reader = loop.runUntilComplete(loop.files().open(fifo, OpenOptions.READ));
        AsyncFile writer = loop.runUntilComplete(loop.files().open(fifo, OpenOptions.WRITE));
        assertThat(loop.runUntilComplete(writer.write(ByteBuffer.wrap(new byte[3]))))
                .isEqualTo(3);
        assertThat(loop.runUntilComplete(reader.read(ByteBuffer.allocate(10)))).isEqualTo(3);
        writer.close();
        loop.runUntilComplete(writer.waitClosed());
        assertThat(loop.runUntilComplete(reader.read(ByteBuffer.allocate(10)))).isEqualTo(-1);
        reader.close();
        loop.runUntilComplete(reader.waitClosed());
    }

    @Test
    void sendfileReadsFromItAndWritesToIt(EventLoop loop) throws IOException {
        Path source = Files.writeString(directory.resolve("source"), "x".repeat(200_000));
        Path target = directory.resolve("target");
        AsyncFile from = loop.runUntilComplete(loop.files().open(source, OpenOptions.READ));
        AsyncFile reader = loop.runUntilComplete(loop.files().open(fifo, OpenOptions.READ));
        AsyncFile writer = loop.runUntilComplete(loop.files().open(fifo, OpenOptions.WRITE));
        AsyncFile to = loop.runUntilComplete(loop.files().open(target, OpenOptions.WRITE));
        CompletableFuture<Long> in = from.sendfile(writer, 0, Long.MAX_VALUE);
        CompletableFuture<Long> out = reader.sendfile(to, 0, 200_000);
        assertThat(loop.runUntilComplete(in)).isEqualTo(200_000);
        assertThat(loop.runUntilComplete(out)).isEqualTo(200_000);
        for (AsyncFile file : new AsyncFile[] {from, reader, writer, to}) {
            file.close();
            loop.runUntilComplete(file.waitClosed());
        }
        assertThat(target).hasContent("x".repeat(200_000));
    }

    private static boolean poolIsIdle(EventLoop loop) {
        return Objects.requireNonNull(loop.stats().requests().get("FS")).live() == 0;
    }

    @Test
    void aLoopThatIsClosedWaitsForNoOtherSide(Logged logged) {
        EventLoop loop = EventLoop.create();
        CompletableFuture<?> reading = loop.files().readAllBytes(fifo);
        Path copy = directory.resolve("copy");
        CompletableFuture<?> copying = loop.files().copyfile(fifo, copy);
        Await.until(loop, "three open files", () -> Files.exists(copy) && poolIsIdle(loop));
        loop.close();
        assertThat(reading).isDone();
        assertThat(copying).isDone();
        EventLoop other = EventLoop.create();
        CompletableFuture<?> writing = other.files().writeString(fifo, "never");
        Turns.many(other, 20);
        other.close();
        assertThat(writing).isDone();
        assertThat(logged.all()).hasSize(2).allMatch(entry -> entry.message().contains("unclosed file"));
    }
}
