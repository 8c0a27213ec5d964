package io.juvloop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.juvloop.EventLoop;
import io.juvloop.UvException;
import io.juvloop.testing.LoopTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Failures are those of [java.nio.file.Files], name the file, and have libuv's own as their cause.
@LoopTest
class FileErrorsTest {
    @TempDir
    Path directory;

    private static Throwable failure(EventLoop loop, CompletableFuture<?> future) {
        Throwable thrown = catchThrowable(() -> loop.runUntilComplete(future));
        return thrown instanceof CompletionException ? thrown.getCause() : thrown;
    }

    private static void assertFails(
            EventLoop loop, CompletableFuture<?> future, Class<? extends FileSystemException> type, Path path) {
        Throwable failure = failure(loop, future);
        assertThat(failure).isExactlyInstanceOf(type).hasCauseInstanceOf(UvException.class);
        assertThat(((FileSystemException) failure).getFile()).isEqualTo(path.toString());
        assertThat(((UvException) failure.getCause()).address()).startsWith(path.toString());
    }

    @Test
    void whatIsNotThereIsNoSuchFile(EventLoop loop) {
        FileOperations files = loop.files();
        Path none = directory.resolve("none");
        Class<NoSuchFileException> type = NoSuchFileException.class;
        assertFails(loop, files.open(none, OpenOptions.READ), type, none);
        assertFails(loop, files.stat(none), type, none);
        assertFails(loop, files.lstat(none), type, none);
        assertFails(loop, files.unlink(none), type, none);
        assertFails(loop, files.rmdir(none), type, none);
        assertFails(loop, files.scandir(none), type, none);
        assertFails(loop, files.opendir(none), type, none);
        assertFails(loop, files.readlink(none), type, none);
        assertFails(loop, files.realpath(none), type, none);
        assertFails(loop, files.access(none), type, none);
        assertFails(loop, files.chmod(none, 0600), type, none);
        assertFails(loop, files.chown(none, -1, -1), type, none);
        assertFails(loop, files.lchown(none, -1, -1), type, none);
        assertFails(loop, files.utime(none, Instant.EPOCH, Instant.EPOCH), type, none);
        assertFails(loop, files.lutime(none, Instant.EPOCH, Instant.EPOCH), type, none);
        assertFails(loop, files.rename(none, directory.resolve("x")), type, none);
        assertFails(loop, files.link(none, directory.resolve("x")), type, none);
        assertFails(loop, files.copyfile(none, directory.resolve("x")), type, none);
        assertFails(loop, files.readAllBytes(none), type, none);
        assertFails(loop, files.mkdtemp(none.resolve("XXXXXX")), type, none.resolve("XXXXXX"));
        assertFails(loop, files.mkstemp(none.resolve("XXXXXX")), type, none.resolve("XXXXXX"));
        assertFails(loop, files.mkdir(none.resolve("deep")), type, none.resolve("deep"));
        assertFails(loop, files.statfs(none), type, none);
        assertThat(failure(loop, files.stat(none))).hasMessageContaining("no such file or directory (ENOENT)");
    }

    @Test
    void whatIsThereAlreadyIsSaidToBe(EventLoop loop) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Class<FileAlreadyExistsException> type = FileAlreadyExistsException.class;
        assertFails(loop, loop.files().open(file, OpenOptions.CREATE_NEW), type, file);
        assertFails(loop, loop.files().mkdir(file), type, file);
        assertFails(loop, loop.files().mkdirs(file), type, file);
        assertFails(loop, loop.files().symlink(Path.of("x"), file), type, Path.of("x"));
        assertFails(loop, loop.files().copyfile(file, file, CopyOption.EXCLUSIVE), type, file);
    }

    @Test
    void theOtherKindsAreTheJdks(EventLoop loop) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Path circle = Files.createSymbolicLink(directory.resolve("circle"), Path.of("circle"));
        assertFails(loop, loop.files().scandir(file), NotDirectoryException.class, file);
        assertFails(loop, loop.files().stat(file.resolve("x")), NotDirectoryException.class, file.resolve("x"));
        assertFails(loop, loop.files().rmdir(directory), DirectoryNotEmptyException.class, directory);
        assertFails(loop, loop.files().stat(circle), FileSystemLoopException.class, circle);
        assertFails(loop, loop.files().readlink(file), NotLinkException.class, file);
        assertFails(loop, loop.files().readAllBytes(directory), FileSystemException.class, directory);
        assertFails(loop, loop.files().access(file, AccessMode.EXECUTE), AccessDeniedException.class, file);
    }

    @Test
    void anOpenFilesFailureNamesItsPath(EventLoop loop) throws IOException {
        Path path = Files.createFile(directory.resolve("file"));
        AsyncFile file = loop.runUntilComplete(loop.files().open(path, OpenOptions.READ));
        assertFails(loop, file.write(ByteBuffer.allocate(1), 0), FileSystemException.class, path);
        assertFails(loop, file.write(ByteBuffer.allocateDirect(1), 0), FileSystemException.class, path);
        file.close();
        loop.runUntilComplete(file.waitClosed());
    }

    @Test
    void bytesThatAreNoTextAreNotMadeOne(EventLoop loop) throws IOException {
        Path path = Files.write(directory.resolve("file"), new byte[] {'a', (byte) 0xFF});
        assertThat(failure(loop, loop.files().readString(path))).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void argumentsThatMeanNothingAreRefused(EventLoop loop) {
        FileOperations files = loop.files();
        assertThatThrownBy(() -> files.mkdtemp(directory)).hasMessageContaining("XXXXXX");
        assertThatThrownBy(() -> files.chmod(directory, -1)).hasMessageContaining("07777");
        assertThatThrownBy(() -> OpenOptions.READ.withTruncate(true)).hasMessageContaining("truncated");
        assertThatThrownBy(() -> OpenOptions.READ.withRead(false)).hasMessageContaining("reading or writing");
        assertThatThrownBy(() -> OpenOptions.READ.withExclusive(true)).hasMessageContaining("create");
        assertThatThrownBy(() -> files.stat(Path.of("a\0b"))).hasMessageContaining("Nul");
    }
}
