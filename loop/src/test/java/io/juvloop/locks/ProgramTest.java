package io.juvloop.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import io.juvloop.testing.Reaped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Programs that print and log normally end.
@Tag("tasks")
class ProgramTest {
    private static final String TASKS = System.getProperty("juvloop.tasks", "fast");
    private static final String POLL = System.getProperty("juvloop.poll", "auto");

    private static final int LAST = 5000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void comesToItsEnd(LockProgram program) throws IOException, InterruptedException {
        List<String> command = ChildJvm.command(List.of(), LockProgram.class, program.name());
        command.addAll(
                1,
                List.of(
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Djuvloop.tasks=" + TASKS,
                        "-Djuvloop.poll=" + POLL));
        command.addAll(1, program.options());
        Path errors = folder.resolve("err");
        Process child = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(Reaped.exit(child)).as(() -> lastOf(errors)).isZero();
    }

    /// The stacks of a program that hangs, which are behind its log, or else the end of the log.
    private static String lastOf(Path errors) {
        try {
            String all = Files.readString(errors);
            int stacks = all.indexOf("waited ");
            return all.substring(stacks < 0 ? Math.max(0, all.length() - LAST) : stacks);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
