package io.juvloop.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.testing.LoopTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The environment of a child: arguments, variables, directory, session, signals.
@LoopTest
@EnabledOnOs(OS.LINUX)
@Tag("children")
class SurroundingsTest {
    private static final SubprocessOptions OUTPUT = Children.OUTPUT;

    /// The bits of signals 1 to 31; those above are real-time signals, of which the first are the C library's.
    private static final long NOT_OF_GLIBC = 0x7fff_ffffL;

    @Test
    @Tag("P1")
    @DisplayName("a child has its arguments as they were given")
    void argumentsArriveAsTheyAre(EventLoop loop) {
        String shown = Children.output(loop, OUTPUT, "printf", "<%s>", "", "two words", "\"quoted\"", "$HOME", "ü\n");
        assertThat(shown).isEqualTo("<><two words><\"quoted\"><$HOME><ü\n>");
    }

    @Test
    @Tag("P1")
    @DisplayName("a child has the environment that it is given, and nothing else of it")
    void environmentReplacesOurs(EventLoop loop) {
        Map<String, String> variables = Map.of("GREETING", "hello = world", "EMPTY", "", "PATH", "/usr/bin:/bin");
        String shown = Children.output(loop, OUTPUT.withEnvironment(variables), "env");
        assertThat(shown.lines()).containsExactlyInAnyOrder("GREETING=hello = world", "EMPTY=", "PATH=/usr/bin:/bin");
        assertThat(System.getenv("GREETING")).as("ours").isNull();
    }

    @Test
    @Tag("P1")
    void environmentIsOursByDefault(EventLoop loop) {
        String shown = Children.output(loop, OUTPUT, "sh", "-c", "echo \"$PATH\"");
        assertThat(shown.strip()).isEqualTo(System.getenv("PATH"));
    }

    @Test
    @Tag("P1")
    void programIsLookedForInTheChildsPath(EventLoop loop, @TempDir Path bin) throws IOException {
        Path program = Scripts.executable(bin.resolve("juvloop-test-program"), "#!/bin/sh\necho found\n");
        Map<String, String> variables = Map.of("PATH", bin.toString());
        String shown = Children.output(
                loop, OUTPUT.withEnvironment(variables), program.getFileName().toString());
        assertThat(shown).isEqualTo("found\n");
    }

    @Test
    @Tag("P1")
    @DisplayName("a child begins in its directory, and we stay in ours")
    void directoryIsTheChildsAlone(EventLoop loop, @TempDir Path directory) throws IOException {
        String shown = Children.output(loop, OUTPUT.withDirectory(directory), "pwd", "-P");
        assertThat(shown.strip()).isEqualTo(directory.toRealPath().toString());
        String ours = Children.output(loop, OUTPUT, "pwd", "-P");
        assertThat(ours.strip()).isEqualTo(Path.of("").toRealPath().toString());
    }

    @Test
    @Tag("P1")
    void executableDiffersFromTheFirstArgument(EventLoop loop) {
        SubprocessOptions options = OUTPUT.withExecutable("/bin/bash");
        String shown = Children.output(loop, options, "another-name", "-c", "echo $0; tr '\\0' ' ' < /proc/$$/cmdline");
        assertThat(shown).startsWith("another-name\n").contains("another-name -c");
    }

    @Test
    void shellRunsALine(EventLoop loop) {
        ChildRecording child = Children.shell(loop, OUTPUT, "echo out; echo err >&2; exit 7");
        Children.awaitLoss(loop, child);
        assertThat(child.text(1)).isEqualTo("out\n");
        assertThat(child.text(2)).isEqualTo("err\n");
        assertThat(child.transport().returnCode()).isEqualTo(7);
    }

    @Test
    void aSessionOfItsOwnIsLedByTheChild(EventLoop loop) {
        String show = "ps -o sid= $$; echo $$";
        String[] own = Children.output(loop, OUTPUT.withStartNewSession(true), "sh", "-c", show)
                .strip()
                .split("\\s+", -1);
        assertThat(own[0]).as("its session").isEqualTo(own[1]);
        String[] ours = Children.output(loop, OUTPUT, "sh", "-c", show).strip().split("\\s+", -1);
        assertThat(ours[0]).as("the session of this process").isNotEqualTo(ours[1]);
    }

    @Test
    @DisplayName("a child has no signal blocked or ignored, whatever the JVM does with it")
    void signalsAreAsTheSystemHasThem(EventLoop loop) {
        String shown = Children.output(loop, OUTPUT, "cat", "/proc/self/status");
        assertThat(shown.lines().filter(line -> line.matches("Sig(Blk|Ign|Cgt):.*")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(Long.parseUnsignedLong(line.split("\\s+", -1)[1], 16) & NOT_OF_GLIBC)
                        .as(line)
                        .isZero());
    }
}
