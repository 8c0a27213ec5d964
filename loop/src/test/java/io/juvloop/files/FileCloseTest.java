package io.juvloop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// However a file ends, its descriptor is closed once, and no operation reads another file with its number.
@LoopTest
class FileCloseTest {
    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void makeAFile() throws IOException {
        path = Files.writeString(directory.resolve("file"), "content");
    }

    @AfterEach
    void nothingIsOpen(EventLoop loop) {
        if (!loop.isClosed()) {
            // a file may still be being opened, for no caller
            Await.until(loop, () -> loop.stats().requests().get("FS").live() == 0);
            Await.until(loop, () -> Descriptors.in(directory) == 0);
        }
        assertThat(Descriptors.in(directory)).isZero();
    }

    private AsyncFile open(EventLoop loop) {
        return loop.runUntilComplete(loop.files().open(path, OpenOptions.READ));
    }

    @Test
    void afterCloseEveryOperationSaysSo(EventLoop loop) {
        AsyncFile file = open(loop);
        assertThat(Descriptors.in(directory)).isBetween(0, 1);
        file.close();
        file.close();
        assertThat(file.isClosing()).isTrue();
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the file " + path + " is closed");
        assertThatThrownBy(file::stat).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(file::sync).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> file.write(ByteBuffer.allocate(0), 0)).isInstanceOf(IllegalStateException.class);
        loop.runUntilComplete(file.waitClosed());
        file.close();
        loop.runUntilComplete(file.waitClosed());
    }

    @Test
    void aCloseWaitsForWhatIsUnderWay(EventLoop loop) {
        AsyncFile file = open(loop);
        List<CompletableFuture<Integer>> reads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            reads.add(file.read(ByteBuffer.allocate(7), 0));
        }
        file.close();
        loop.runUntilComplete(file.waitClosed());
        assertThat(reads).allSatisfy(read -> assertThat(read.resultNow()).isEqualTo(7));
    }

    @Test
    void whatIsUnderWayNeverMeetsAnotherFileUnderTheSameNumber(EventLoop loop) throws IOException {
        Path other = Files.writeString(directory.resolve("other"), "XXXXXXX");
        for (int round = 0; round < 20; round++) {
            AsyncFile file = open(loop);
            List<ByteBuffer> targets = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                targets.add(ByteBuffer.allocate(7));
                var _ = file.read(targets.get(i), 0);
            }
            file.close();
            AsyncFile second = loop.runUntilComplete(loop.files().open(other, OpenOptions.READ));
            loop.runUntilComplete(file.waitClosed());
            assertThat(targets)
                    .allSatisfy(target -> assertThat(
                                    StandardCharsets.UTF_8.decode(target.flip()).toString())
                            .isEqualTo("content"));
            second.close();
            loop.runUntilComplete(second.waitClosed());
        }
    }

    @Test
    void sendingToAClosedFileIsRefusedAndHoldsNeither(EventLoop loop) {
        AsyncFile source = open(loop);
        AsyncFile target = open(loop);
        target.close();
        assertThatThrownBy(() -> source.sendfile(target, 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> target.sendfile(source, 0, 1)).isInstanceOf(IllegalStateException.class);
        source.close();
        loop.runUntilComplete(source.waitClosed());
        loop.runUntilComplete(target.waitClosed());
    }

    @Test
    void aClosedLoopNamesTheFileAndClosesIt(EventLoop loop, Logged logged) {
        open(loop);
        loop.close();
        assertThat(logged.only().message()).isEqualTo("closing the loop with an unclosed file " + path);
    }

    @Test
    void aClosedLoopNamesTheDirectoryAndClosesIt(EventLoop loop, Logged logged) {
        AsyncDirectory open = loop.runUntilComplete(loop.files().opendir(directory));
        var _ = open.read();
        loop.close();
        assertThat(logged.only().message()).isEqualTo("closing the loop with an unclosed directory " + directory);
        assertThatThrownBy(open::read).isInstanceOf(IllegalStateException.class);
        open.close();
    }

    @Test
    void aClosedLoopCancelsWhatIsUnderWayAndKeepsNothing(EventLoop loop, Logged logged) {
        AsyncFile file = open(loop);
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            futures.add(loop.files().open(path, OpenOptions.READ));
            futures.add(loop.files().opendir(directory));
            futures.add(loop.files().scandir(directory));
            futures.add(file.read(ByteBuffer.allocateDirect(10), 0));
            futures.add(file.read(ByteBuffer.allocate(10), 0));
            futures.add(loop.files().mkstemp(directory.resolve("tmp-XXXXXX")));
            futures.add(loop.files().readAllBytes(path));
            futures.add(loop.files().write(directory.resolve("new" + i), new byte[10]));
            futures.add(loop.files().mkdirs(directory.resolve("a/b/c" + i)));
        }
        loop.close();
        assertThat(futures).allMatch(CompletableFuture::isDone).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(logged.only().message()).contains("unclosed file");
        assertThatThrownBy(() -> loop.files()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFileWhoseOpeningIsCancelledIsClosed(EventLoop loop) {
        for (int i = 0; i < 100; i++) {
            CompletableFuture<AsyncFile> opening = loop.files().open(path, OpenOptions.READ);
            CompletableFuture<AsyncDirectory> directories = loop.files().opendir(directory);
            if (i % 2 == 0) {
                loop.runUntilComplete(loop.files().stat(path)); // so that a thread has begun or ended the others
            }
            boolean wasDone = opening.isDone();
            assertThat(opening.cancel(true)).isNotEqualTo(wasDone);
            if (wasDone) {
                opening.resultNow().close();
            }
            if (!directories.cancel(true)) {
                directories.resultNow().close();
            }
        }
    }

    @Test
    void aResultThatSomebodyReplacedIsGivenBack(EventLoop loop) {
        CompletableFuture<AsyncFile> opening = loop.files().open(path, OpenOptions.READ);
        assertThat(opening.completeExceptionally(new CancellationException())).isTrue();
        loop.runUntilComplete(loop.files().stat(path));
    }

    @TaskTest
    @Test
    void aTaskThatIsCancelledWhileItReadsLeavesNothing(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<byte[]> task = loop.createTask(() -> Async.await(loop.files().readAllBytes(path)));
            Async.sleep(Duration.ZERO);
            task.cancel();
            try {
                Async.await(task);
            } catch (CancellationException expected) {
                assertThat(task.isCancelled()).isTrue();
            }
        });
    }

    @TaskTest
    @Test
    void tryWithResourcesClosesInTheEnd(EventLoop loop) {
        InTask.run(loop, () -> {
            try (AsyncFile file = Async.await(loop.files().open(path, OpenOptions.READ))) {
                assertThat(Async.await(file.size())).isEqualTo(7);
            }
        });
    }
}
