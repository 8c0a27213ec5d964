package io.juvloop.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import io.juvloop.testing.Reaped;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Blocking mode is shared by all processes with a descriptor: the loop leaves it unchanged, and children
/// change nothing for the loop.
@EnabledOnOs(OS.LINUX)
@Tag("children")
class SharedDescriptorsTest {
    /// Checks the shell's descriptors after the program, which shares them with it.
    private static final String AFTER = "; python3 -c 'import os, sys; sys.stderr.write(\"end\" + \"\".join("
            + "[\" blocks\", \" returns\"][not os.get_blocking(fd)] for fd in (0, 1)) + \"\\n\")'";

    private static List<String> run(String way, String behind, String... options)
            throws IOException, InterruptedException {
        String program = ChildJvm.command(List.of(), SharedDescriptorsMain.class, way).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        String command = "{ " + String.join(" ", options) + " " + program + AFTER + "; }" + behind;
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(false)
                .start();
        List<String> lines = shell.errorReader().readAllLines(); // its input is open until then
        assertThat(Reaped.exit(shell)).as(String.join("\n", lines)).isZero();
        return lines.stream()
                .filter(line -> line.matches("(beside|after|end|child) .*"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"auto", "libuv"})
    void watchingLeavesThemAsTheyAre(String poll) throws IOException, InterruptedException {
        assertThat(run("watched", " | cat", "JDK_JAVA_OPTIONS=-Djuvloop.poll=" + poll))
                .containsExactly("beside blocks blocks", "after blocks blocks", "end blocks blocks");
    }

    @ParameterizedTest
    @CsvSource({"closed", "loopClosed"})
    void aTransportPutsThemBackWhenItOrItsLoopIsClosed(String way) throws IOException, InterruptedException {
        assertThat(run(way, " | cat"))
                .containsExactly("beside returns returns", "after blocks blocks", "end blocks blocks");
    }

    @Test
    void theEndOfTheJvmPutsThemBack() throws IOException, InterruptedException {
        assertThat(run("exits", " | cat")).containsExactly("beside returns returns", "end blocks blocks");
    }

    @ParameterizedTest
    @CsvSource({"inherits, auto", "inherits, uv", "isGiven, auto", "isGiven, uv"})
    void aChildThatSharesThemBlocksAloneAndNotTheLoop(String how, String spawn)
            throws IOException, InterruptedException {
        assertThat(run(how, " | cat", "JDK_JAVA_OPTIONS=-Djuvloop.spawn=" + spawn))
                .containsExactly(
                        "child blocks blocks", "beside returns returns", "after blocks blocks", "end blocks blocks");
    }
}
