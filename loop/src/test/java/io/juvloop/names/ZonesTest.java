package io.juvloop.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.dns.AddressFamily;
import io.juvloop.dns.AddressInfo;
import io.juvloop.dns.SocketType;
import io.juvloop.net.peer.ChildJvm;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// `fe80::1` of one link is not that of another, although the JDK considers them equal.
class ZonesTest {
    private static AddressInfo info(int zone) throws IOException {
        byte[] bytes = InetAddress.ofLiteral("fe80::1").getAddress();
        InetSocketAddress address = new InetSocketAddress(Inet6Address.getByAddress(null, bytes, zone), 80);
        return new AddressInfo(AddressFamily.INET6, SocketType.STREAM, 6, "", address);
    }

    @Test
    void answersOfTheResolverDifferInTheirZone() throws IOException {
        assertThat(info(1)).isEqualTo(info(1)).hasSameHashCodeAs(info(1)).isNotEqualTo(info(2));
        assertThat(Set.of(info(1), info(2))).hasSize(2);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void eachZoneIsServedAndAPeerIsTheOneOfItsZone() throws IOException, InterruptedException {
        List<String> probe = new ArrayList<>(Zones.IN_A_NETWORK_OF_ITS_OWN);
        probe.add("true");
        assumeTrue(
                new ProcessBuilder(probe).redirectErrorStream(true).start().waitFor() == 0,
                "this system lets the test make no network");

        List<String> said = ChildJvm.run(Zones.IN_A_NETWORK_OF_ITS_OWN, Zones.class);

        assertThat(said).containsExactly("served: [near, far]", "to the peer: sent", "to its namesake: refused");
    }
}
