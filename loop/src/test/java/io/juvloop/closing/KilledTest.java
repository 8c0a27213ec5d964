package io.juvloop.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.juvloop.net.peer.ChildJvm;
import io.juvloop.testing.Reaped;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A JVM with one open resource of every kind that is asked to end, or killed.
@EnabledOnOs(value = OS.LINUX, disabledReason = "a shell must not make it ignore an interrupt")
class KilledTest {
    private static final long LIMIT_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private Process start(String what) throws IOException {
        List<String> command =
                ChildJvm.command(ChildJvm.askable(), OpenResourcesMain.class, directory.toString(), what);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var _ = process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).exceptionally(tooLate -> {
            process.destroyForcibly();
            return process;
        });
        return process;
    }

    private static List<Long> children(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("child "))
                .map(line -> Long.valueOf(line.substring(6)))
                .toList();
    }

    private void assertNoCrash() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("hs_err") || name.startsWith("core"));
        }
    }

    /// A child whose parent has ended reaches the end of its input.
    private static void assertGone(List<Long> children) {
        assertThat(children).isNotEmpty();
        await().atMost(PATIENCE)
                .until(() ->
                        children.stream().allMatch(pid -> ProcessHandle.of(pid).isEmpty()));
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129", "KILL, 137"})
    void aSignalEndsIt(String signal, int exit) throws IOException, InterruptedException {
        Process process = start("runs");
        try (BufferedReader output = process.inputReader()) {
            List<String> lines = new ArrayList<>();
            while (!lines.contains(OpenResourcesMain.READY)) {
                String line = output.readLine();
                assertThat(line).as("a line after " + lines).isNotNull();
                lines.add(line);
            }
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            assertThat(Reaped.exit(kill)).isZero();
            assertThat(Reaped.exit(process)).isEqualTo(exit);
            assertGone(children(lines));
            assertNoCrash();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aLoopThatIsClosedLetsItEnd() throws IOException, InterruptedException {
        Process process = start(OpenResourcesMain.CLOSES);
        List<String> lines = process.inputReader().readAllLines();
        assertThat(Reaped.exit(process)).as(String.join("\n", lines)).isZero();
        assertThat(lines).contains("more bytes: 0");
        assertGone(children(lines));
        assertNoCrash();
    }
}
