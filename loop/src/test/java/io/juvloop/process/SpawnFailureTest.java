package io.juvloop.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.EventLoop;
import io.juvloop.UvException;
import io.juvloop.net.peer.ChildJvm;
import io.juvloop.net.peer.Libc;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Children that cannot be started, which must leave no descriptor, no handle and no memory, as every
/// [LoopTest] checks.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
@Tag("children")
class SpawnFailureTest {
    private static final SubprocessOptions PIPES = SubprocessOptions.PIPES.withDescriptor(4, Redirect.PIPE);

    /// Under QEMU a child shares no memory with its parent, and so cannot report a missing program.
    @BeforeAll
    static void failuresAreTold() {
        int[] pid = new int[1];
        String path = "/nowhere/probe";
        int error = Libc.INSTANCE.posix_spawn(pid, path, null, null, new String[] {path}, new String[0]);
        if (error == 0) {
            Libc.INSTANCE.waitpid(pid[0], new int[1], 0);
        }
        assumeTrue(
                error != 0,
                "posix_spawn starts a program that is not there, as it does under an emulator of another processor");
    }

    private static Throwable failure(EventLoop loop, SubprocessOptions options, String program) {
        try {
            Children.start(loop, options, program);
            throw new AssertionError("started");
        } catch (CompletionException failed) {
            Turns.many(loop, 2);
            return failed.getCause();
        }
    }

    private static long descriptors() {
        String[] open = Path.of("/dev/fd").toFile().list();
        return open == null ? 0 : open.length;
    }

    @Test
    @DisplayName("a program that is not there is named, also by shells and with a path")
    void aMissingProgramIsNamed(EventLoop loop) {
        for (String program : new String[] {"juvloop-no-such-program", "/nowhere/program"}) {
            assertThat(failure(loop, PIPES, program))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessageContaining(program)
                    .hasCauseInstanceOf(UvException.class);
        }
    }

    @Test
    void aMissingDirectoryIsNamed(EventLoop loop, @TempDir Path directory) throws IOException {
        Path nowhere = directory.resolve("nowhere");
        assertThat(failure(loop, PIPES.withDirectory(nowhere), "true"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(nowhere.toString());
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(failure(loop, PIPES.withDirectory(file), "true"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void whatMayNotBeRunIsNamed(EventLoop loop, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "#!/bin/sh\n");
        assertThat(failure(loop, PIPES, file.toString()))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aMissingFileOfARedirectIsNamed(EventLoop loop) {
        Path nowhere = Path.of("/nowhere/file");
        assertThat(failure(loop, PIPES.withStdin(Redirect.from(nowhere)), "true"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(nowhere.toString());
        assertThat(failure(loop, PIPES.withStdout(Redirect.to(nowhere)).withStderr(Redirect.STDOUT), "true"))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aDescriptorThatIsNotOpenIsRefused(EventLoop loop) {
        assertThat(failure(loop, PIPES.withStdin(Redirect.fd(1_000_000)), "true"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("descriptor 1000000");
        assertThat(failure(loop, PIPES.withDescriptor(5, Redirect.fd(1_000_001)), "true"))
                .hasMessageContaining("descriptor 1000001");
    }

    @Test
    void theMissingProgramOfAScriptIsNamed(EventLoop loop, @TempDir Path directory) throws IOException {
        Path script = Scripts.executable(directory.resolve("script"), "#! /nowhere/interpreter -x\n");
        assertThat(failure(loop, PIPES, script.toString()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("/nowhere/interpreter");
    }

    /// Root may do everything, unless its capabilities are dropped.
    @Test
    void aFolderThatMayNotBeEnteredAndAUserThatMayNotBeTakenAreNamed(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Files.setPosixFilePermissions(closed, Set.of());
        List<String> humble = System.getProperty("user.name").equals("root")
                ? List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search,-setuid")
                : List.of();
        List<String> said = ChildJvm.run(humble, Forbidden.class, closed.toString());
        assertThat(said).hasSize(2);
        assertThat(said.getFirst()).startsWith("AccessDeniedException " + closed);
        assertThat(said.getLast()).startsWith("AccessDeniedException true as user 1234");
    }

    @Test
    void aFactoryThatFailsStartsNothing(EventLoop loop) {
        IllegalStateException thrown = new IllegalStateException("as the test wants it");
        assertThatThrownBy(() -> loop.runUntilComplete(loop.subprocessExec(
                        () -> {
                            throw thrown;
                        },
                        PIPES,
                        "true")))
                .isSameAs(thrown);
    }

    @Test
    void manyFailuresLeaveNothingOpen(EventLoop loop) {
        failure(loop, PIPES, "/nowhere/program");
        long before = descriptors();
        for (int i = 0; i < 100; i++) {
            failure(loop, PIPES.withStdout(Redirect.DEVNULL).withStderr(Redirect.STDOUT), "/nowhere/program");
        }
        assertThat(descriptors()).isLessThanOrEqualTo(before + 5);
    }

    @Test
    void badOptionsAreRefusedBeforeAnythingIsMade(EventLoop loop) {
        assertThatThrownBy(() -> PIPES.withStdin(Redirect.STDOUT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PIPES.withDescriptor(2, Redirect.PIPE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PIPES.withDescriptor(3, Redirect.STDOUT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PIPES.withEnvironment(Map.of("A=B", "C")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PIPES.withEnvironment(Map.of("A", "\0"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PIPES.withUser(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Redirect.fd(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> loop.subprocessExec(ChildRecording::new, PIPES, "a\0b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> loop.subprocessExec(ChildRecording::new, PIPES, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> loop.subprocessShell(ChildRecording::new, PIPES, "a\0b"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
