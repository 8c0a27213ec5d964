package io.juvloop.internal.datagram;

import io.juvloop.bindings.Platform;
import io.juvloop.bindings.UvUdp;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.jspecify.annotations.Nullable;

/// Membership in multicast groups: converts the JDK's interfaces and addresses to libuv's form.
///
/// Loop thread only. Stateless. See [uv_udp_set_membership](https://docs.libuv.org/en/v1.x/udp.html).
final class Multicast {
    private Multicast() {}

    static void membership(
            UdpSocket view,
            UvUdp socket,
            InetAddress group,
            @Nullable NetworkInterface near,
            @Nullable InetAddress source,
            boolean join)
            throws IOException {
        if (!group.isMulticastAddress()) {
            throw new IllegalArgumentException("not a multicast address: " + group.getHostAddress());
        }
        if (source != null && source instanceof Inet6Address != group instanceof Inet6Address) {
            throw new IllegalArgumentException("the group and the source are not of one family");
        }
        String place = near == null ? null : name(near, group instanceof Inet6Address);
        String only = source == null ? null : source.getHostAddress();
        String operation = only == null ? "uv_udp_set_membership" : "uv_udp_set_source_membership";
        view.option(operation, () -> socket.membership(group.getHostAddress(), place, only, join));
    }

    /// libuv's name of an interface: its address for IPv4; for IPv6 its name or, on Windows, its index.
    static String name(NetworkInterface near, boolean ipv6) {
        if (ipv6) {
            return "::%" + (Platform.current().isWindows() ? String.valueOf(near.getIndex()) : near.getName());
        }
        return near.inetAddresses()
                .filter(Inet4Address.class::isInstance)
                .findFirst()
                .map(InetAddress::getHostAddress)
                .orElseThrow(() -> new IllegalArgumentException(near.getName() + " has no IPv4 address"));
    }
}
