package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Children are started, signalled and waited for, and a failed start leaves nothing behind.
@DisabledOnOs(OS.WINDOWS)
class UvProcessTest {
    final TestLoop loop = new TestLoop();
    final List<String> exits = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    ChildProcess spawn(TestLoop ours, ProcessOptions options, ChildProcess.Exit exit) {
        return UvProcess.spawn(ours.uv(), options, exit);
    }

    void assumeFailuresAreTold() {}

    final ChildProcess shell(String command, Consumer<ProcessOptions> more) {
        ProcessOptions options = new ProcessOptions("/bin/sh", List.of("sh", "-c", command));
        more.accept(options);
        return spawn(loop, options, (status, signal) -> exits.add(status + " " + signal));
    }

    final ChildProcess shell(String command) {
        return shell(command, options -> {});
    }

    @Test
    void theExitIsToldWithWhatItReturned() {
        ChildProcess child = shell("exit 42");
        assertThat(child.isRunning()).isTrue();
        assertThat(child.pid()).isPositive();
        loop.runToTheEnd();
        assertThat(exits).containsExactly("42 0");
        assertThat(child.isRunning()).isFalse();
        assertThat(child.kill(ChildProcess.SIGKILL)).isEqualTo(UvErrors.ESRCH);
    }

    @Test
    void theExitIsToldWithWhatKilledIt() {
        ChildProcess child = shell("sleep 1000");
        assertThat(child.kill(ChildProcess.SIGTERM)).isZero();
        assertThat(child.kill(12345)).isEqualTo(UvErrors.EINVAL);
        loop.runToTheEnd();
        assertThat(exits).containsExactly("0 15");
    }

    @Test
    void aClosedHandleTellsNothing() {
        ChildProcess child = shell("exit 0");
        child.close();
        loop.runToTheEnd();
        assertThat(exits).isEmpty();
        assertThat(child.kill(ChildProcess.SIGKILL)).isEqualTo(UvErrors.ESRCH);
    }

    @Test
    void aStartThatFailsLeavesNothingButItsPipes() {
        assumeFailuresAreTold();
        UvPipe pipe = new UvPipe(loop.uv(), new StreamEvents() {});
        ProcessOptions options = new ProcessOptions("/nowhere/program", List.of("program"));
        options.pipe(0, pipe, true, false);
        assertThatThrownBy(() -> spawn(loop, options, (status, signal) -> exits.add("never")))
                .isInstanceOfSatisfying(
                        UvFailure.class,
                        failure -> assertThat(UvErrors.name(failure.code())).isEqualTo("ENOENT"));
        assertThat(pipe.isOpen()).isTrue();
        pipe.close();
        loop.runToTheEnd();
        assertThat(exits).isEmpty();
    }

    @Test
    void environmentAndDirectoryAreTheChilds() {
        shell("test \"$A\" = b && test \"$(pwd)\" = / && test -z \"$HOME\"", options -> {
            options.environment(List.of("A=b", "PATH=/usr/bin:/bin"));
            options.directory(new byte[] {'/'});
        });
        loop.runToTheEnd();
        assertThat(exits).containsExactly("0 0");
    }

    @Test
    void filesAndPipesAreHandedOn() {
        int file = ChildFile.open(FileNames.toBytes(Path.of("/etc/passwd")), ChildFile.Mode.READ);
        OpenedDescriptors opened = new OpenedDescriptors();
        ChildPipe ends = ChildPipe.make(opened);
        shell("test -s /dev/fd/5 && ! test -s /dev/fd/4 && echo x >&6", options -> {
            options.inherit(5, file);
            options.inherit(6, ends.write());
        });
        ChildFile.close(file);
        ChildFile.close(ends.write());
        loop.runToTheEnd();
        ChildFile.close(ends.read());
        assertThat(exits).containsExactly("0 0");
    }
}
