package io.juvloop.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A number that is closed while it is watched may belong to another file at once: the watch then ends,
/// whichever way the loop polls, and libuv, which would abort the process, never meets it.
@DisabledOnOs(OS.WINDOWS)
class ReusedNumberTest {
    @ParameterizedTest
    @EnumSource
    void isNotWatchedForWhoWatchedBeforeWhereTheLoopPolls(ReusedNumber program)
            throws IOException, InterruptedException {
        isNotWatched(program, "auto");
    }

    @ParameterizedTest
    @EnumSource
    void isNotWatchedForWhoWatchedBeforeWhereLibuvPolls(ReusedNumber program) throws IOException, InterruptedException {
        isNotWatched(program, "libuv");
    }

    private static void isNotWatched(ReusedNumber program, String poll) throws IOException, InterruptedException {
        List<String> mode = List.of("timeout", "30", "env", "JDK_JAVA_OPTIONS=-Djuvloop.poll=" + poll);
        List<String> lines = ChildJvm.run(mode, ReusedNumber.class, program.name());
        assertThat(lines).endsWith(ReusedNumber.SURVIVED);
        assertThat(lines).noneMatch(line -> line.startsWith("a ") || line.startsWith("the "));
    }
}
