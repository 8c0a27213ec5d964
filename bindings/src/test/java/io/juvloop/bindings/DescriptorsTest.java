package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Pipes and descriptors without a handle, and the properties of a pipe's handle.
@DisabledOnOs(OS.WINDOWS)
class DescriptorsTest {
    @TempDir
    Path folder;

    private final TestLoop loop = new TestLoop();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void endsOfAPipeGoOneWay() {
        long[] ends = Descriptors.pipe();
        assertThat(Descriptors.kindOf(ends[0])).isEqualTo(Descriptors.Kind.PIPE);
        assertThat(Descriptors.isReadable(ends[0])).isTrue();
        assertThat(Descriptors.isWritable(ends[0])).isFalse();
        assertThat(Descriptors.isReadable(ends[1])).isFalse();
        assertThat(Descriptors.isWritable(ends[1])).isTrue();
        Descriptors.close(ends[0]);
        Descriptors.close(ends[1]);
        assertThatThrownBy(() -> Descriptors.kindOf(ends[0])).hasMessageStartingWith("uv_fs_fstat: EBADF");
        assertThatThrownBy(() -> Descriptors.isReadable(ends[0])).hasMessageStartingWith("fcntl: EBADF");
        assertThatThrownBy(() -> Descriptors.duplicate(ends[0])).hasMessageStartingWith("fcntl: EBADF");
        assertThatThrownBy(() -> Descriptors.close(ends[0])).hasMessageStartingWith("close: EBADF");
    }

    @Test
    void copyIsOfTheSameThingAndOutlivesTheOriginal() {
        int socket = PosixSockets.unixStream();
        long copy = Descriptors.duplicate(socket);
        assertThat(copy).isGreaterThan(2).isNotEqualTo(socket);
        PosixSockets.close(socket);
        assertThat(Descriptors.kindOf(copy)).isEqualTo(Descriptors.Kind.SOCKET);
        Descriptors.close(copy);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void copyBeyondTheHighestNumberIsOneTooMany() {
        assertThatThrownBy(() -> PosixDescriptors.duplicateAtLeast(0, Integer.MAX_VALUE))
                .hasMessageStartingWith("fcntl: EMFILE");
        assertThatThrownBy(() -> PosixDescriptors.duplicateAtLeast(Integer.MAX_VALUE, 3))
                .hasMessageStartingWith("fcntl: EBADF");
    }

    @Test
    void pipeThatIsReadCannotBeWrittenTo() {
        long[] ends = Descriptors.pipe();
        UvPipe reading = new UvPipe(loop.uv(), new StreamEvents() {});
        UvPipe writing = new UvPipe(loop.uv(), new StreamEvents() {});
        reading.open((int) ends[0]);
        writing.open((int) ends[1]);
        assertThat(reading.isReadable() && writing.isWritable()).isTrue();
        assertThat(reading.isWritable() || writing.isReadable()).isFalse();
        assertThat(writing.readStart()).isEqualTo(UvErrors.ENOTCONN);
    }

    @Test
    void onlyAnIpcPipeHasHandlesPending() {
        UvPipe plain = new UvPipe(loop.uv(), new StreamEvents() {});
        UvPipe ipc = new UvPipe(loop.uv(), new StreamEvents() {}, true);
        assertThat(plain.isIpc()).isFalse();
        assertThat(ipc.isIpc()).isTrue();
        for (UvPipe pipe : new UvPipe[] {plain, ipc}) {
            assertThat(pipe.pendingCount()).isZero();
            assertThat(pipe.pendingType()).isEmpty();
            pipe.pendingInstances(4);
        }
    }

    @Test
    void permissionsAreThoseOfTheSocketFile() {
        UvPipe pipe = new UvPipe(loop.uv(), new StreamEvents() {});
        assertThat(UvErrors.name(pipe.chmod(UvPipe.READABLE))).isEqualTo("EBADF");
        int fd = PosixSockets.unixStream();
        Path path = folder.resolve("socket");
        PosixSockets.bindUnix(fd, FileNames.toBytes(path));
        pipe.open(fd);
        assertThat(path.toFile().setWritable(false, false)).isTrue();
        assertThat(pipe.chmod(UvPipe.READABLE | UvPipe.WRITABLE)).isZero();
        assertThat(path)
                .satisfies(file -> assertThat(java.nio.file.Files.getPosixFilePermissions(file))
                        .contains(java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE));
        assertThat(UvErrors.name(pipe.chmod(0))).isEqualTo("EINVAL");
    }
}
