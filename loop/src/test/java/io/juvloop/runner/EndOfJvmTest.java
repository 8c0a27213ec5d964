package io.juvloop.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Ctrl-C, `kill` and `System.exit` while a runner runs; the programs are [Ending]'s.
@Tag("tasks")
class EndOfJvmTest {
    private static final int TERMINATED = 143;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no kill")
    void aSignalCancelsTheMainTaskAndWaitsForAllTasks(String signal, int exit)
            throws IOException, InterruptedException {
        try (AskedToEnd program = AskedToEnd.start(Ending.CLEANS_UP)) {
            assertThat(program.whenReady(2).signal(signal).exit()).isEqualTo(exit);
            assertThat(program.lines())
                    .startsWith(Ending.READY, Ending.READY)
                    .containsSubsequence("main task cleaned up", "other task cleaned up");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no kill")
    void aSignalWhileTheRunnerClosesWaitsForItToo() throws IOException, InterruptedException {
        try (AskedToEnd program = AskedToEnd.start(Ending.CLEANS_UP_WHILE_CLOSING)) {
            assertThat(program.whenReady(1).signal("TERM").exit()).isEqualTo(TERMINATED);
            assertThat(program.lines()).containsExactly(Ending.READY, "task cleaned up");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IGNORES_ITS_CANCELLATION", "BLOCKS_ITS_LOOP"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no kill")
    void theJvmEndsWithoutALoopThatDoesNot(Ending stubborn) throws IOException, InterruptedException {
        try (AskedToEnd program = AskedToEnd.start(stubborn)) {
            assertThat(program.whenReady(1).signal("TERM").exit()).isEqualTo(TERMINATED);
        }
    }

    @Test
    void exitOnAnotherThreadCancelsTheMainTask() throws IOException, InterruptedException {
        try (AskedToEnd program = AskedToEnd.start(Ending.EXITS_ON_ANOTHER_THREAD)) {
            assertThat(program.exit()).isEqualTo(Ending.EXIT);
            assertThat(program.lines()).contains("main task cleaned up");
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"EXITS_IN_A_CALLBACK", "EXITS_IN_THE_MAIN_TASK", "EXITS_IN_ANOTHER_TASK", "EXITS_IN_BLOCKING_WORK"
            })
    void exitOnTheLoopIsNotWaitedFor(Ending inside) throws IOException, InterruptedException {
        try (AskedToEnd program = AskedToEnd.start(inside)) {
            assertThat(program.exit()).isEqualTo(Ending.EXIT);
            assertThat(program.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXITS_AFTER_A_RUN", "EXITS_BETWEEN_TWO_RUNS", "RUNS_IN_A_HOOK"})
    void nothingIsWaitedForOutsideARun(Ending outside) throws IOException, InterruptedException {
        try (AskedToEnd program = AskedToEnd.start(outside)) {
            assertThat(program.exit()).isEqualTo(Ending.EXIT);
            assertThat(program.lines()).containsExactly("ran");
        }
    }
}
