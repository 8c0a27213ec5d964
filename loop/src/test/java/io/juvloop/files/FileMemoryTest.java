package io.juvloop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memory of every kind is read into and written from, and its fate meanwhile does no harm.
@TaskTest
class FileMemoryTest {
    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void makeAFile() throws IOException {
        path = Files.writeString(directory.resolve("file"), "content!");
    }

    @AfterEach
    void nothingIsOpen(EventLoop loop) {
        if (!loop.isClosed()) {
            Await.until(loop, () -> Descriptors.in(directory) == 0);
        }
        assertThat(Descriptors.in(directory)).isZero();
    }

    @FunctionalInterface
    private interface Body {
        void run(AsyncFile file) throws Exception;
    }

    private void withFile(EventLoop loop, Body body) {
        InTask.run(loop, () -> {
            AsyncFile file = Async.await(loop.files().open(path, OpenOptions.READ_WRITE));
            body.run(file);
            file.close();
            Async.await(file.waitClosed());
        });
    }

    private static String text(MemorySegment segment) {
        return new String(segment.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    @Test
    void segmentsThatAnyThreadMayUseAreFilled(EventLoop loop) {
        withFile(loop, file -> {
            try (Arena shared = Arena.ofShared()) {
                List<MemorySegment> targets = List.of(
                        Arena.global().allocate(8),
                        Arena.ofAuto().allocate(8),
                        shared.allocate(8),
                        MemorySegment.ofBuffer(ByteBuffer.allocateDirect(8)),
                        MemorySegment.ofArray(new byte[8]),
                        MemorySegment.ofArray(new long[1]));
                for (MemorySegment target : targets) {
                    assertThat(Async.await(file.read(target, 0))).isEqualTo(8);
                    assertThat(text(target)).isEqualTo("content!");
                    assertThat(Async.await(file.read(target.asSlice(2, 3), 4))).isEqualTo(3);
                    assertThat(text(target)).isEqualTo("coentnt!");
                }
            }
        });
    }

    @Test
    void segmentsThatThisThreadMayUseAreWritten(EventLoop loop) {
        withFile(loop, file -> {
            try (Arena shared = Arena.ofShared();
                    Arena confined = Arena.ofConfined()) {
                int n = 0;
                for (Arena arena : List.of(Arena.global(), Arena.ofAuto(), shared, confined)) {
                    String text = "written" + n++;
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    MemorySegment source = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
                    assertThat(Async.await(file.write(source.asReadOnly(), 0))).isEqualTo(8);
                    assertThat(Files.readString(path)).isEqualTo(text);
                }
            }
        });
    }

    @Test
    void aTasksOwnConfinedMemoryIsRefusedForReading(EventLoop loop) {
        withFile(loop, file -> {
            try (Arena confined = Arena.ofConfined()) {
                MemorySegment target = confined.allocate(8);
                assertThatThrownBy(() -> file.read(target, 0))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Arena.ofAuto()");
                assertThatThrownBy(() -> file.read(target.asByteBuffer(), 0))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        });
    }

    @Test
    void theLoopsThreadsOwnConfinedMemoryIsFilledInCallbacks(EventLoop loop) {
        try (Arena confined = Arena.ofConfined()) {
            MemorySegment target = confined.allocate(8);
            AsyncFile file = loop.runUntilComplete(loop.files().open(path, OpenOptions.READ));
            assertThat(loop.runUntilComplete(file.read(target, 0))).isEqualTo(8);
            assertThat(text(target)).isEqualTo("content!");
            file.close();
            loop.runUntilComplete(file.waitClosed());
        }
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // it is closed while the read is under way
    void anArenaThatIsClosedMeanwhileFailsTheReadAndNothingElse(EventLoop loop) {
        withFile(loop, file -> {
            for (int i = 0; i < 50; i++) {
                Arena arena = Arena.ofShared();
                MemorySegment target = arena.allocate(1 << 20); // more than is ever read at once
                CompletableFuture<Integer> read = file.read(i % 2 == 0 ? target : target.asSlice(8), 0);
                arena.close();
                assertThatThrownBy(() -> Async.await(read)).isInstanceOf(IllegalStateException.class);
            }
            ByteBuffer after = ByteBuffer.allocate(8);
            assertThat(Async.await(file.read(after, 0))).isEqualTo(8);
        });
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // it is closed while the write is under way
    void anArenaThatIsClosedMeanwhileMakesNoDifferenceToAWrite(EventLoop loop) {
        withFile(loop, file -> {
            Arena arena = Arena.ofShared();
            CompletableFuture<Integer> write =
                    file.write(arena.allocateFrom(ValueLayout.JAVA_BYTE, new byte[] {'C'}), 0);
            arena.close();
            assertThat(Async.await(write)).isEqualTo(1);
            assertThat(Files.readString(path)).isEqualTo("Content!");
        });
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // it is closed before it is used
    void memoryThatIsClosedAlreadyOrIsReadOnlyIsRefused(EventLoop loop) {
        withFile(loop, file -> {
            Arena arena = Arena.ofShared();
            MemorySegment gone = arena.allocate(8);
            ByteBuffer goneToo = gone.asByteBuffer();
            arena.close();
            assertThatThrownBy(() -> file.read(gone, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the arena of the memory is closed");
            assertThatThrownBy(() -> file.write(gone, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> file.write(goneToo, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> file.readv(List.of(ByteBuffer.allocate(1), goneToo), 0))
                    .isInstanceOf(IllegalArgumentException.class);
            MemorySegment readOnly = MemorySegment.ofArray(new byte[8]).asReadOnly();
            assertThatThrownBy(() -> file.read(readOnly, 0)).isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void whatIsWrittenFromTheHeapIsTakenAtTheCall(EventLoop loop) {
        withFile(loop, file -> {
            byte[] bytes = {'a', 'b'};
            CompletableFuture<Integer> write = file.write(ByteBuffer.wrap(bytes), 0);
            bytes[0] = 'z';
            assertThat(Async.await(write)).isEqualTo(2);
            assertThat(Files.readString(path)).isEqualTo("abntent!");
        });
    }

    @Test
    void directMemoryIsKeptUntilTheOperationEnds(EventLoop loop) {
        withFile(loop, file -> {
            for (int i = 0; i < 20; i++) {
                var _ = file.read(ByteBuffer.allocateDirect(1 << 20), 0);
                var _ = file.read(Arena.ofAuto().allocate(1 << 20), 0);
                System.gc();
            }
        });
    }
}
