package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import io.juvloop.testing.NeedsLibuv;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsLibuv(NeedsLibuv.SYSTEM)
class UncleanEndTest {
    @ParameterizedTest
    @EnumSource
    void endsNoJvm(UncleanEnd program) throws IOException, InterruptedException {
        assertThat(ChildJvm.run(List.of(), UncleanEnd.class, program.name()))
                .filteredOn(line -> !isAboutADroppedLoop(line))
                .containsExactly(UncleanEnd.SURVIVED);
    }

    private static boolean isAboutADroppedLoop(String line) {
        return line.endsWith("DroppedLoop run") || line.contains("was dropped without close");
    }
}
