package io.juvloop.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.net.peer.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// IPv6 groups, in a network namespace of their own, because the loopback interface does not carry them;
/// skipped where namespaces are not allowed.
@EnabledOnOs(OS.LINUX)
class Ipv6GroupTest {
    private static boolean isPossible() throws IOException, InterruptedException {
        List<String> nothing = new ArrayList<>(Ipv6Group.IN_A_NETWORK_OF_ITS_OWN);
        nothing.add("true");
        try {
            return new ProcessBuilder(nothing).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Test
    void membersReceiveUntilTheyLeave() throws IOException, InterruptedException {
        assumeTrue(isPossible(), "no network namespace can be made here");
        assertThat(ChildJvm.run(Ipv6Group.IN_A_NETWORK_OF_ITS_OWN, Ipv6Group.class))
                .filteredOn(line -> line.contains(": "))
                .containsExactly(
                        "joined all: true",
                        "left: false",
                        "joined fd00:0:0:0:0:0:0:1: true",
                        "left: false",
                        "joined fd00:0:0:0:0:0:0:2: false",
                        "left: false",
                        "without loop: false",
                        "without hops: true");
    }
}
