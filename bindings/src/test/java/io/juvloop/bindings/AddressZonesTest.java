package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses that differ only in their zone, which the JDK considers equal.
class AddressZonesTest {
    private static InetSocketAddress address(String ip, int zone) throws UnknownHostException {
        byte[] bytes = InetAddress.ofLiteral(ip).getAddress();
        return new InetSocketAddress(Inet6Address.getByAddress(null, bytes, zone), 80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1", "ff02::1", "ff01::1"})
    void anAddressOfALinkIsAnotherInAnotherZone(String ip) throws UnknownHostException {
        InetSocketAddress here = address(ip, 1);
        InetSocketAddress there = address(ip, 2);
        assertThat(here).as("the JDK's opinion").isEqualTo(there);
        assertThat(AddressZones.areSame(here, there)).isFalse();
        assertThat(AddressZones.areSame(here, address(ip, 1))).isTrue();
        assertThat(AddressZones.key(here))
                .isNotEqualTo(AddressZones.key(there))
                .isEqualTo(AddressZones.key(address(ip, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "2001:db8::1", "ff05::1"})
    void elsewhereTheZoneIsNoMatter(String ip) throws UnknownHostException {
        assertThat(AddressZones.areSame(address(ip, 1), address(ip, 0))).isTrue();
        assertThat(AddressZones.key(address(ip, 1))).isEqualTo(AddressZones.key(address(ip, 0)));
    }

    @Test
    void othersAreComparedAsTheJdkDoes() {
        InetSocketAddress name = InetSocketAddress.createUnresolved("example.org", 80);
        UnixDomainSocketAddress path = UnixDomainSocketAddress.of("/tmp/x");
        assertThat(AddressZones.areSame(name, InetSocketAddress.createUnresolved("example.org", 80)))
                .isTrue();
        assertThat(AddressZones.areSame(name, path)).isFalse();
        assertThat(AddressZones.areSame(path, UnixDomainSocketAddress.of("/tmp/x")))
                .isTrue();
        assertThat(AddressZones.zone(null)).isZero();
    }
}
