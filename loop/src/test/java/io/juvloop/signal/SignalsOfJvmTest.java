package io.juvloop.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import io.juvloop.runner.AskedToEnd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The JVM's own handling of a signal, once no loop handles it any more; the programs are [Guarded]'s.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no kill")
class SignalsOfJvmTest {
    private static AskedToEnd start(Guarded program, String signal, String... options) throws IOException {
        return AskedToEnd.start(Guarded.class, List.of(options), program.name(), signal);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    @Tag("G3")
    @DisplayName("after the removal of a handler the signal ends the JVM, and its shutdown hooks run")
    void hooksRunAfterTheRemoval(String signal, int exit) throws IOException, InterruptedException {
        try (AskedToEnd program = start(Guarded.REMOVES_AT_THE_FIRST, signal)) {
            program.whenReady(1).signal(signal).whenReady(1).signal(signal);
            assertThat(program.exit()).isEqualTo(exit);
            assertThat(program.lines()).containsExactly(Guarded.READY, "told", Guarded.READY, Guarded.HOOK);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    @Tag("G3")
    @DisplayName("the end of the loop removes its handlers")
    void hooksRunAfterTheLoop(String signal, int exit) throws IOException, InterruptedException {
        try (AskedToEnd program = start(Guarded.CLOSES_AT_THE_FIRST, signal)) {
            program.whenReady(1).signal(signal).whenReady(1).signal(signal);
            assertThat(program.exit()).isEqualTo(exit);
            assertThat(program.lines()).containsExactly(Guarded.READY, "told", Guarded.READY, Guarded.HOOK);
        }
    }

    @Test
    @Tag("G3")
    @DisplayName("the last of two loops gives the signal back")
    void hooksRunAfterTheLastOfTwoLoops() throws IOException, InterruptedException {
        try (AskedToEnd program = start(Guarded.TWO_LOOPS, "TERM")) {
            program.whenReady(1)
                    .signal("TERM")
                    .whenReady(1)
                    .signal("TERM")
                    .whenReady(1)
                    .signal("TERM");
            assertThat(program.exit()).isEqualTo(143);
            assertThat(program.lines())
                    .containsExactly(Guarded.READY, "told", Guarded.READY, "told", Guarded.READY, Guarded.HOOK);
        }
    }

    @Test
    @Tag("tasks")
    @Tag("G3")
    @DisplayName("a handler comes before the runner's own end by Ctrl-C, and leaves it as it was")
    void aHandlerComesBeforeTheRunnersOwn() throws IOException, InterruptedException {
        try (AskedToEnd program = start(Guarded.RUNNER, "INT")) {
            program.whenReady(1).signal("INT").whenReady(1).signal("INT");
            assertThat(program.exit()).isEqualTo(130);
            assertThat(program.lines())
                    .startsWith(Guarded.READY, "told", Guarded.READY)
                    .contains("main task cleaned up", Guarded.HOOK);
        }
    }

    @Test
    @Tag("G3")
    @DisplayName("a JVM that leaves signals to the system has the system's action back")
    void theSystemsOwnActionIsBackIfItWasThereBefore() throws IOException, InterruptedException {
        try (AskedToEnd program = start(Guarded.REMOVES_AT_THE_FIRST, "TERM", "-Xrs")) {
            program.whenReady(1).signal("TERM").whenReady(1).signal("TERM");
            assertThat(program.exit()).isEqualTo(143);
            assertThat(program.lines()).containsExactly(Guarded.READY, "told", Guarded.READY);
        }
    }

    @Test
    @Tag("G3")
    @DisplayName("a signal that the JVM was started to ignore is ignored again")
    void whatWasIgnoredIsIgnoredAgain() throws IOException, InterruptedException {
        List<String> ignoring = new ArrayList<>(List.of("sh", "-c", "trap '' HUP; exec \"$@\"", "sh"));
        try (AskedToEnd program =
                AskedToEnd.startBy(ignoring, Guarded.class, List.of(), Guarded.REMOVES_AT_THE_FIRST.name(), "HUP")) {
            program.whenReady(1)
                    .signal("HUP")
                    .whenReady(1)
                    .signal("HUP")
                    .signal("HUP")
                    .signal("TERM");
            assertThat(program.exit()).isEqualTo(143);
            assertThat(program.lines()).containsExactly(Guarded.READY, "told", Guarded.READY, Guarded.HOOK);
        }
    }

    @Test
    @DisplayName("without a descriptor left a signal is not handled, and later it is")
    void aSignalThatCannotBeHandledForWantOfDescriptorsCanBeLater() throws IOException, InterruptedException {
        List<String> limited = List.of("sh", "-c", "ulimit -n 100 && exec \"$@\"", "sh");
        assertThat(ChildJvm.run(limited, SignalsOutOfFilesMain.class))
                .containsExactly(
                        "UncheckedIOException EMFILE", "UvException EMFILE", "false", "3 left", "true", "closed");
    }
}
