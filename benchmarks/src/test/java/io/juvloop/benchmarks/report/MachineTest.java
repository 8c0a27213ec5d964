package io.juvloop.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.benchmarks.peer.Builds;
import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MachineTest {
    private final Repository own = new Repository(Path.of("/home/me/juvloop"), "");
    private final Builds builds = Builds.parse(List.of("before=/home/me/old"));
    private final Machine machine = new Machine(own, builds, Map.of("cpu", "fast"), Map.of());

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void commandsInAReportNameNoPlaceOfThisMachine() {
        assertThat(machine.portable(List.of(
                        Jvm.java().toString(), "-jar", "/home/me/old/a.jar", "/home/me/juvloop/native/build/load")))
                .isEqualTo("java -jar before:a.jar native/build/load");
    }

    @Test
    void aReportBeginsWithTheMachineTheCommandsAndWhatWasLeftOut() {
        assertThat(machine.document(Map.of("a", List.of("run", "a")), Map.of("b", "ended")))
                .containsEntry("machine", Map.of("cpu", "fast"))
                .containsEntry("commands", Map.of("a", "run a"))
                .containsEntry("skipped", Map.of("b", "ended"));
    }
}
