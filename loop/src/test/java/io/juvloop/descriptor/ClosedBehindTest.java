package io.juvloop.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// libuv aborts the process when it polls a descriptor that is closed, or closes one of the standard three; no
/// program can bring it to that.
@DisabledOnOs(OS.WINDOWS)
class ClosedBehindTest {
    @ParameterizedTest
    @EnumSource
    void endsNoJvm(ClosedBehind program) throws IOException, InterruptedException {
        List<String> lines = ChildJvm.run(List.of(), ClosedBehind.class, program.name());
        assertThat(lines).endsWith(ClosedBehind.SURVIVED);
        assertThat(lines).noneMatch(line -> line.startsWith("a closed descriptor") || line.startsWith("received"));
    }
}
