package io.juvloop.bindings;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Compares addresses with their zones, which the JDK's equality leaves out: `fe80::1%a` and `fe80::1%b` are two
/// hosts on two links, yet equal to the JDK. Every comparison of addresses goes through this class.
///
/// A zone counts only where an address has no meaning without one. For other addresses, such as `::1%lo`, the JDK
/// may know a zone that the system never reports.
///
/// Any thread. Stateless. See [RFC 4007](https://www.rfc-editor.org/rfc/rfc4007).
public final class AddressZones {
    /// The key for an address in a set or map.
    ///
    /// @param address as the JDK compares it
    /// @param zone the number of the interface, 0 for none
    public record Key(InetSocketAddress address, int zone) {
        /// Written out: the one that a record has by itself is assembled at run time, which a program's start waits
        /// for.
        @Override
        public int hashCode() {
            return 31 * address.hashCode() + zone;
        }
    }

    private AddressZones() {}

    /// Returns the key for an address in a set or map.
    ///
    /// @param address any
    /// @return a key that is equal for the same address in the same zone
    public static Key key(InetSocketAddress address) {
        return new Key(address, zone(address.getAddress()));
    }

    /// Returns the zone that an address needs.
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
