package io.juvloop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cached data is read at once, without libuv's pool, and other data by the pool.
@TaskTest
class CachedReadTest {
    private static final int SIZE = 100_000;

    @TempDir
    Path directory;

    private Path path;
    private byte[] content;

    @BeforeEach
    void makeAFile() throws Exception {
        content = ReadAndWriteTest.random(SIZE);
        path = Files.write(directory.resolve("file"), content);
        PageCache.fill(path);
    }

    @AfterEach
    void nothingIsOpen(EventLoop loop) {
        Await.until(loop, () -> Descriptors.in(directory) == 0);
        assertThat(Descriptors.in(directory)).isZero();
    }

    @FunctionalInterface
    private interface Body {
        void run(AsyncFile file) throws Exception;
    }

    private void withFile(EventLoop loop, Body body) {
        InTask.run(loop, () -> {
            try (AsyncFile file = Async.await(loop.files().open(path, OpenOptions.READ))) {
                body.run(file);
            }
        });
    }

    private static long requests(EventLoop loop) {
        return loop.stats().requests().get("FS").created();
    }

    private byte[] part(int from, int length) {
        return Arrays.copyOfRange(content, from, from + length);
    }

    @Test
    void isDoneWhenTheCallReturnsWithoutARequest(EventLoop loop) {
        withFile(loop, file -> {
            long before = requests(loop);
            for (ByteBuffer target : List.of(ByteBuffer.allocateDirect(1000), ByteBuffer.allocate(1000))) {
                CompletableFuture<Integer> read = file.read(target.position(10), 500);
                assertThat(read).isCompletedWithValue(990);
                assertThat(target.position()).isEqualTo(1000);
                byte[] bytes = new byte[990];
                target.get(10, bytes);
                assertThat(bytes).isEqualTo(part(500, 990));
            }
            assertThat(requests(loop)).isEqualTo(before);
        });
    }

    @Test
    void fillsMemoryOfEveryKind(EventLoop loop) {
        withFile(loop, file -> {
            try (Arena shared = Arena.ofShared()) {
                long before = requests(loop);
                for (MemorySegment target : List.of(
                        Arena.global().allocate(77),
                        Arena.ofAuto().allocate(77),
                        shared.allocate(77),
                        MemorySegment.ofArray(new byte[77]))) {
                    assertThat(file.read(target, 5)).isCompletedWithValue(77);
                    assertThat(target.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(part(5, 77));
                }
                assertThat(requests(loop)).isEqualTo(before);
            }
        });
    }

    @Test
    void fillsSeveralBuffers(EventLoop loop) {
        withFile(loop, file -> {
            try (Arena shared = Arena.ofShared()) {
                ByteBuffer heap = ByteBuffer.allocate(5000);
                ByteBuffer closable = shared.allocate(300).asByteBuffer();
                ByteBuffer direct = ByteBuffer.allocateDirect(7);
                List<ByteBuffer> targets = List.of(heap, ByteBuffer.allocate(0), closable, direct);
                assertThat(file.readv(targets, 1)).isCompletedWithValue(5307L);
                assertThat(heap.array()).isEqualTo(part(1, 5000));
                assertThat(closable.flip()).isEqualTo(ByteBuffer.wrap(content, 5001, 300));
                assertThat(direct.flip()).isEqualTo(ByteBuffer.wrap(content, 5301, 7));
            }
        });
    }

    @Test
    void movesThePositionOfTheFile(EventLoop loop) {
        withFile(loop, file -> {
            ByteBuffer target = ByteBuffer.allocate(60_000);
            assertThat(file.read(target)).isCompletedWithValue(60_000);
            assertThat(target.array()).isEqualTo(part(0, 60_000));
            assertThat(Async.await(file.read(target.clear()))).isEqualTo(40_000);
            assertThat(target.flip()).isEqualTo(ByteBuffer.wrap(content, 60_000, 40_000));
            assertThat(Async.await(file.read(target.clear()))).isEqualTo(-1);
        });
    }

    @Test
    void theEndIsWhereItIs(EventLoop loop) {
        withFile(loop, file -> {
            ByteBuffer target = ByteBuffer.allocateDirect(1000);
            assertThat(Async.await(file.read(target, SIZE - 1))).isEqualTo(1);
            assertThat(target.get(0)).isEqualTo(content[SIZE - 1]);
            assertThat(Async.await(file.read(target.clear(), SIZE))).isEqualTo(-1);
            assertThat(Async.await(file.read(target, SIZE + 5L))).isEqualTo(-1);
            assertThat(Async.await(file.read(target, 1L << 40))).isEqualTo(-1);
            assertThat(target.position()).isZero();
            assertThat(file.read(target, SIZE - 1000))
                    .as("the last whole piece")
                    .isCompletedWithValue(1000);
        });
    }

    /// The kernel starts to read ahead at the attempt, and a fast disk may finish before the attempt returns.
    @Test
    void whatIsNotInMemoryIsReadByThePool(EventLoop loop) throws Exception {
        AsyncFile file = loop.runUntilComplete(loop.files().open(path, OpenOptions.READ));
        boolean wasDone = true;
        for (int attempt = 0; wasDone && attempt < 20; attempt++) {
            PageCache.drop(path);
            long before = requests(loop);
            ByteBuffer target = ByteBuffer.allocate(SIZE);
            CompletableFuture<Integer> read = file.read(target, 0);
            wasDone = read.isDone();
            assertThat(requests(loop)).isEqualTo(before + (wasDone ? 0 : 1));
            assertThat(loop.runUntilComplete(read)).isEqualTo(SIZE);
            assertThat(target.array()).isEqualTo(content);
            assertThat(file.read(target.clear(), 0)).as("once it is in memory").isCompletedWithValue(SIZE);
        }
        assertThat(wasDone).as("no read was the pool's").isFalse();
        file.close();
        loop.runUntilComplete(file.waitClosed());
    }

    @Test
    void aReadIsWholeWhereOnlyItsBeginIsInMemory(EventLoop loop) throws Exception {
        PageCache.drop(path);
        withFile(loop, file -> {
            ByteBuffer one = ByteBuffer.allocate(1);
            assertThat(Async.await(file.read(one, 0))).isEqualTo(1);
            try (Arena shared = Arena.ofShared()) {
                MemorySegment target = shared.allocate(SIZE);
                assertThat(Async.await(file.read(target, 0))).isEqualTo(SIZE);
                assertThat(target.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(content);
            }
        });
    }

    @Test
    void aLargeReadIsThePools(EventLoop loop) throws Exception {
        Files.write(path, new byte[300_000]);
        withFile(loop, file -> {
            CompletableFuture<Integer> read = file.read(ByteBuffer.allocateDirect(300_000), 0);
            assertThat(read).isNotDone();
            assertThat(Async.await(read)).isEqualTo(300_000);
        });
    }

    @Test
    void errorsAreThoseOfThePool(EventLoop loop) {
        InTask.run(loop, () -> {
            try (AsyncFile folder = Async.await(loop.files().open(directory, OpenOptions.READ));
                    AsyncFile writable = Async.await(loop.files().open(path, OpenOptions.WRITE.withTruncate(false)))) {
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> Async.await(folder.read(ByteBuffer.allocate(1), 0)))
                            .hasRootCauseMessage(
                                    "uv_fs_read " + directory + ": illegal operation on a directory (EISDIR)")
                            .hasCauseInstanceOf(FileSystemException.class);
                    assertThatThrownBy(() -> Async.await(writable.read(ByteBuffer.allocate(1), 0)))
                            .hasCauseInstanceOf(FileSystemException.class)
                            .hasStackTraceContaining("EBADF");
                }
            }
        });
    }

    @Test
    void aFileSystemThatCannotTellIsAskedOnceAndReadByThePool(EventLoop loop) {
        InTask.run(loop, () -> {
            try (AsyncFile file = Async.await(loop.files().open(Path.of("/proc/self/status"), OpenOptions.READ))) {
                ByteBuffer target = ByteBuffer.allocate(5);
                for (int i = 0; i < 3; i++) {
                    CompletableFuture<Integer> read = file.read(target.clear(), 0);
                    assertThat(read).isNotDone();
                    assertThat(Async.await(read)).isEqualTo(5);
                    assertThat(new String(target.array(), StandardCharsets.US_ASCII))
                            .isEqualTo("Name:");
                }
            }
        });
    }

    @Test
    void aClosedFileIsNotRead(EventLoop loop) {
        withFile(loop, file -> {
            file.close();
            assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0)).isInstanceOf(IllegalStateException.class);
        });
    }
}
