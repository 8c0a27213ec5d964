package io.juvloop.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import io.juvloop.testing.Reaped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A datagram from a known sender allocates no objects.
class GarbageTest {
    @Test
    @Timeout(60)
    void anEchoMakesNoGarbage() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ChildJvm.command(List.of(), EchoWithoutCollector.class));
        command.addAll(1, List.of("-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xms96m", "-Xmx96m"));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = child.inputReader().readAllLines();
        assertThat(Reaped.exit(child)).as("it ended well; it said %s", lines).isZero();
        assertThat(lines.stream().filter(line -> line.matches("-?[0-9.E-]+")).map(Double::valueOf))
                .as("bytes of heap for a datagram of IPv4 and of IPv6")
                .hasSize(2)
                .allMatch(bytes -> bytes < 2);
    }
}
