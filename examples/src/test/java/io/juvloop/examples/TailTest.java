package io.juvloop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.TaskMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The example `tail` and a log that another process writes, cuts and rotates.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the other process is a shell")
class TailTest {
    private static final int TERMINATED = 143;

    @TempDir
    Path directory;

    private void shell(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-c", command)
                .directory(directory.toFile())
                .inheritIO()
                .start();
        assertThat(shell.waitFor()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void followsALogThatIsAppendedCutAndRotated(TaskMode mode) throws Exception {
        Path log = directory.resolve("log");
        shell("seq 1 5000 > log");
        try (ExampleProcess tail = ExampleProcess.start(mode, "tail", "--file", log.toString(), "--lines", "2")) {
            assertThat(tail.line()).isEqualTo("4999");
            assertThat(tail.line()).isEqualTo("5000");
            shell("echo appended >> log; touch other; echo again >> log");
            assertThat(tail.line()).isEqualTo("appended");
            assertThat(tail.line()).isEqualTo("again");
            shell("echo cut > log");
            assertThat(tail.line()).isEqualTo("cut");
            shell("echo last >> log; mv log log.1; echo first > log; echo second >> log");
            assertThat(tail.line()).isEqualTo("last");
            assertThat(tail.line()).isEqualTo("first");
            assertThat(tail.line()).isEqualTo("second");
            assertThat(tail.errors()).contains("log was cut").contains("log is another file now");
            tail.signal("TERM");
            assertThat(tail.exit()).isEqualTo(TERMINATED);
        }
    }

    @Test
    void findsTheLastLinesAcrossBlocks() throws Exception {
        Path log = directory.resolve("log");
        String line = "x".repeat(40_000);
        Files.writeString(
                log, IntStream.rangeClosed(1, 6).mapToObj(i -> i + line).collect(Collectors.joining("\n", "", "\n")));
        try (ExampleProcess tail = ExampleProcess.start("tail", "--file", log.toString(), "--lines", "4")) {
            for (int i = 3; i <= 6; i++) {
                assertThat(tail.line()).isEqualTo(i + line);
            }
        }
    }

    @Test
    void endsWhenNobodyReadsWhatItPrints() throws Exception {
        Path log = directory.resolve("log");
        shell("echo first > log");
        try (ExampleProcess tail = ExampleProcess.start("tail", "--file", log.toString())) {
            assertThat(tail.line()).isEqualTo("first");
            tail.hangUp();
            shell("echo second >> log");
            assertThat(tail.exit()).isZero();
            assertThat(tail.errors()).isEmpty();
        }
    }

    @Test
    void aFileThatIsNotThereIsSaid() throws Exception {
        Path nowhere = directory.resolve("nowhere");
        try (ExampleProcess tail = ExampleProcess.start("tail", "--file", nowhere.toString())) {
            assertThat(tail.rest()).isEmpty();
            assertThat(tail.exit()).isEqualTo(1);
            assertThat(tail.errors()).contains(nowhere.toString());
        }
    }
}
