package io.juvloop.bindings;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// What the JDK's equality of addresses leaves out: `fe80::1%a` and `fe80::1%b` are two hosts on two links, and
/// equal to the JDK. Every comparison of addresses asks here.
///
/// A zone counts only where an address means nothing without one; elsewhere the JDK may know it, as of `::1%lo`, and
/// the system never says it.
///
/// Any thread. Stateless. See [RFC 4007](https://www.rfc-editor.org/rfc/rfc4007).
public final class AddressZones {
    /// What stands for an address in a set or map.
    ///
    /// @param address as the JDK compares it
    /// @param zone the number of the interface, 0 for none
    public record Key(InetSocketAddress address, int zone) {}

    private AddressZones() {}

    /// What stands for an address in a set or map.
    ///
    /// @param address any
    /// @return equal for the same address in the same zone
    public static Key key(InetSocketAddress address) {
        return new Key(address, zone(address.getAddress()));
    }

    /// The zone that an address needs.
    ///
    /// @param address any; null for one that is not resolved
    /// @return the number of the interface, 0 for none
    public static int zone(@Nullable InetAddress address) {
        return address instanceof Inet6Address ip
                        && (ip.isLinkLocalAddress() || ip.isMCLinkLocal() || ip.isMCNodeLocal())
                ? ip.getScopeId()
                : 0;
    }

    /// Whether two addresses are the same, zones included.
    ///
    /// @param one of any kind
    /// @param other of any kind
    /// @return true if they are
    public static boolean areSame(SocketAddress one, SocketAddress other) {
        return one.equals(other)
                && (!(one instanceof InetSocketAddress first)
                        || !(other instanceof InetSocketAddress second)
                        || zone(first.getAddress()) == zone(second.getAddress()));
    }
}
