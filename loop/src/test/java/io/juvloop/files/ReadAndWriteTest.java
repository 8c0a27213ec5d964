package io.juvloop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bytes are written to files and read from them, at positions and in order, as the JDK sees them.
@TaskTest
class ReadAndWriteTest {
    @TempDir
    Path directory;

    @AfterEach
    void nothingIsOpen(EventLoop loop) {
        if (!loop.isClosed()) {
            Await.until(loop, () -> Descriptors.in(directory) == 0);
        }
        assertThat(Descriptors.in(directory)).isZero();
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static void close(AsyncFile file) {
        file.close();
        Async.await(file.waitClosed());
    }

    @Test
    void whatIsWrittenIsThereAndIsReadAgain(EventLoop loop) {
        Path path = directory.resolve("file");
        InTask.run(loop, () -> {
            AsyncFile file = Async.await(loop.files().open(path, OpenOptions.WRITE.withRead(true)));
            ByteBuffer hello = ByteBuffer.wrap("hello, file".getBytes(StandardCharsets.UTF_8));
            assertThat(Async.await(file.write(hello, 0))).isEqualTo(11);
            assertThat(hello.hasRemaining()).isFalse();
            assertThat(Files.readString(path)).isEqualTo("hello, file");
            ByteBuffer target = ByteBuffer.allocateDirect(20);
            assertThat(Async.await(file.read(target.position(2), 7))).isEqualTo(4);
            assertThat(target.position()).isEqualTo(6);
            assertThat(StandardCharsets.UTF_8.decode(target.flip().position(2)).toString())
                    .isEqualTo("file");
            assertThat(Async.await(file.read(target.clear(), 11)))
                    .as("at the end")
                    .isEqualTo(-1);
            assertThat(Async.await(file.read(target.limit(0), 0))).as("no room").isZero();
            close(file);
        });
    }

    @Test
    void thePositionOfTheFileMovesByItself(EventLoop loop) throws IOException {
        Path path = Files.writeString(directory.resolve("file"), "abcdef");
        InTask.run(loop, () -> {
            AsyncFile file = Async.await(loop.files().open(path, OpenOptions.READ_WRITE));
            ByteBuffer two = ByteBuffer.allocate(2);
            assertThat(Async.await(file.read(two))).isEqualTo(2);
            assertThat(Async.await(file.write(ByteBuffer.wrap(new byte[] {'X'}))))
                    .isEqualTo(1);
            assertThat(Async.await(file.read(two.clear()))).isEqualTo(2);
            assertThat(two.array()).containsExactly('d', 'e');
            close(file);
        });
        assertThat(path).hasContent("abXdef");
    }

    @Test
    void severalBuffersAreOneOperation(EventLoop loop) {
        Path path = directory.resolve("file");
        InTask.run(loop, () -> {
            AsyncFile file = Async.await(loop.files().open(path, OpenOptions.WRITE.withRead(true)));
            List<ByteBuffer> sources = List.of(
                    ByteBuffer.wrap("one".getBytes(StandardCharsets.UTF_8)),
                    ByteBuffer.allocate(0),
                    ByteBuffer.allocateDirect(4)
                            .put("two!".getBytes(StandardCharsets.UTF_8))
                            .flip());
            assertThat(Async.await(file.writev(sources, 1))).isEqualTo(7);
            assertThat(Files.readString(path)).isEqualTo("\0onetwo!");
            List<ByteBuffer> targets =
                    List.of(ByteBuffer.allocateDirect(2), ByteBuffer.allocate(5), ByteBuffer.allocate(9));
            assertThat(Async.await(file.readv(targets, 0))).isEqualTo(8);
            assertThat(targets).map(ByteBuffer::position).containsExactly(2, 5, 1);
            assertThat(targets.get(1).array()).isEqualTo("netwo".getBytes(StandardCharsets.UTF_8));
            assertThat(Async.await(file.readv(targets.subList(0, 1), 9))).isEqualTo(0);
            close(file);
        });
    }

    @Test
    void aThousandBuffersAreReadAndMoreAreRefused(EventLoop loop) throws IOException {
        byte[] content = random(2048);
        Path path = Files.write(directory.resolve("file"), content);
        InTask.run(loop, () -> {
            AsyncFile file = Async.await(loop.files().open(path, OpenOptions.READ));
            List<ByteBuffer> targets = new ArrayList<>();
            for (int i = 0; i < 1024; i++) {
                targets.add(i % 2 == 0 ? ByteBuffer.allocate(2) : ByteBuffer.allocateDirect(2));
            }
            assertThat(Async.await(file.readv(targets, 0))).isEqualTo(2048);
            ByteBuffer all = ByteBuffer.allocate(2048);
            targets.forEach(each -> all.put(each.flip()));
            assertThat(all.array()).isEqualTo(content);
            targets.add(ByteBuffer.allocate(1));
            assertThatThrownBy(() -> file.readv(targets, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1024");
            close(file);
        });
    }

    @Test
    void buffersThatNeedMoreThanOneOperationHasAreDoneInPart(EventLoop loop) {
        Path path = directory.resolve("file");
        InTask.run(loop, () -> {
            AsyncFile file = Async.await(loop.files().open(path, OpenOptions.READ_WRITE.withCreate(true)));
            byte[] large = random(1 << 20);
            List<ByteBuffer> sources = new ArrayList<>(Collections.nCopies(1023, ByteBuffer.wrap(new byte[1])));
            sources.replaceAll(ByteBuffer::duplicate);
            sources.add(ByteBuffer.wrap(large));
            long written = Async.await(file.writev(sources, 0));
            assertThat(written).isBetween(1024L, 1022L + large.length);
            assertThat(sources.getLast().position()).isEqualTo((int) written - 1023);
            assertThat(Files.size(path)).isEqualTo(written);
            List<ByteBuffer> targets = new ArrayList<>();
            sources.forEach(source -> targets.add(ByteBuffer.allocate(source.capacity())));
            assertThat(Async.await(file.readv(targets, 0))).isEqualTo(written);
            assertThat(targets.getLast().flip()).isEqualTo(sources.getLast().flip());
            close(file);
        });
    }

    @Test
    void bytesInTheMiddleAreReplaced(EventLoop loop) throws IOException {
        Path path = Files.writeString(directory.resolve("file"), "0123456789");
        InTask.run(loop, () -> {
            AsyncFile file = Async.await(loop.files().open(path, OpenOptions.READ_WRITE));
            assertThat(Async.await(file.write(ByteBuffer.wrap(new byte[] {'a', 'b'}), 4)))
                    .isEqualTo(2);
            close(file);
        });
        assertThat(path).hasContent("0123ab6789");
    }

    @Test
    void appendingLooksAtNoPosition(EventLoop loop) throws IOException {
        Path path = Files.writeString(directory.resolve("file"), "begin");
        InTask.run(loop, () -> {
            AsyncFile file = Async.await(loop.files().open(path, OpenOptions.APPEND));
            Async.await(file.write(ByteBuffer.wrap("-end".getBytes(StandardCharsets.UTF_8)), 0));
            close(file);
        });
        assertThat(path).hasContent("begin-end");
    }

    @Test
    void largeArraysAreCopiedInPieces(EventLoop loop) {
        byte[] content = random(20 << 20);
        Path path = directory.resolve("large");
        InTask.run(loop, () -> {
            AsyncFile file = Async.await(loop.files().open(path, OpenOptions.WRITE.withRead(true)));
            ByteBuffer source = ByteBuffer.wrap(content);
            assertThat(Async.await(file.write(source, 0)))
                    .as("the most that is copied")
                    .isEqualTo(16 << 20);
            assertThat(Async.await(file.write(source, source.position()))).isEqualTo(4 << 20);
            ByteBuffer target = ByteBuffer.allocate(content.length);
            while (target.hasRemaining()) {
                assertThat(Async.await(file.read(target, target.position()))).isPositive();
            }
            assertThat(target.array()).isEqualTo(content);
            close(file);
        });
        assertThat(path).hasBinaryContent(content);
    }

    @Test
    void positionsBeyondFourGigabytesAreReached(EventLoop loop) {
        Path path = directory.resolve("sparse");
        long far = 5L << 30;
        InTask.run(loop, () -> {
            AsyncFile file = Async.await(loop.files().open(path, OpenOptions.WRITE.withRead(true)));
            Async.await(file.write(ByteBuffer.wrap(new byte[] {42}), far));
            assertThat(Async.await(file.size())).isEqualTo(far + 1);
            ByteBuffer target = ByteBuffer.allocateDirect(2);
            assertThat(Async.await(file.read(target, far - 1))).isEqualTo(2);
            assertThat(target.get(1)).isEqualTo((byte) 42);
            Async.await(file.truncate(3));
            close(file);
        });
        assertThat(path).hasSize(3);
    }

    @Test
    void aHundredReadsAtOnceBringEachItsOwnBytes(EventLoop loop) throws IOException {
        byte[] content = random(100 * 1000);
        Path path = Files.write(directory.resolve("file"), content);
        InTask.run(loop, () -> {
            AsyncFile file = Async.await(loop.files().open(path, OpenOptions.READ));
            List<ByteBuffer> targets = new ArrayList<>();
            List<CompletableFuture<Integer>> reads = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                ByteBuffer target = i % 2 == 0 ? ByteBuffer.allocateDirect(1000) : ByteBuffer.allocate(1000);
                targets.add(target);
                reads.add(file.read(target, i * 1000L));
            }
            assertThat(Async.await(Async.gather(reads))).containsOnly(1000);
            ByteBuffer all = ByteBuffer.allocate(content.length);
            targets.forEach(each -> all.put(each.flip()));
            assertThat(all.array()).isEqualTo(content);
            close(file);
        });
    }

    @Test
    void bytesGoFromFileToFile(EventLoop loop) throws IOException {
        byte[] content = random(300_000);
        Path source = Files.write(directory.resolve("source"), content);
        Path target = directory.resolve("target");
        InTask.run(loop, () -> {
            AsyncFile in = Async.await(loop.files().open(source, OpenOptions.READ));
            AsyncFile out = Async.await(loop.files().open(target, OpenOptions.WRITE));
            assertThat(Async.await(in.sendfile(out, 100, 1_000_000))).isEqualTo(content.length - 100);
            assertThatThrownBy(() -> in.sendfile(out, 0, -1)).isInstanceOf(IllegalArgumentException.class);
            close(in);
            close(out);
        });
        assertThat(target).hasBinaryContent(Arrays.copyOfRange(content, 100, content.length));
    }

    @Test
    void argumentsThatMeanNothingAreRefused(EventLoop loop) throws IOException {
        Path path = Files.createFile(directory.resolve("file"));
        InTask.run(loop, () -> {
            AsyncFile file = Async.await(loop.files().open(path, OpenOptions.READ));
            ByteBuffer buffer = ByteBuffer.allocate(1);
            assertThatThrownBy(() -> file.read(buffer, -1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the position is negative: -1");
            assertThatThrownBy(() -> file.write(buffer, -1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> file.read(buffer.asReadOnlyBuffer(), 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("read-only");
            assertThatThrownBy(() -> file.truncate(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> file.chmod(0xFFFFF)).isInstanceOf(IllegalArgumentException.class);
            close(file);
        });
    }
}
