package io.juvloop.dns;

import io.juvloop.bindings.AddressZones;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One answer of [io.juvloop.EventLoop#getaddrinfo]: a socket that could be made, and where to connect or bind it.
///
/// Any thread. Immutable. See
/// [socket.getaddrinfo](https://docs.python.org/3.13/library/socket.html#socket.getaddrinfo).
///
/// @param family of the socket
/// @param type of the socket
/// @param protocol of the socket, such as 6 for TCP and 17 for UDP
/// @param canonicalName the host's own name, in the first answer, if [AddressFlag#CANONNAME] asked for it;
///   otherwise empty
/// @param address resolved; as everywhere in the JDK, one of IPv4 in the form of IPv6 is shown as IPv4
public record AddressInfo(
        AddressFamily family, SocketType type, int protocol, String canonicalName, InetSocketAddress address) {
    /// Refuses what is null and may not be.
    public AddressInfo {
        Objects.requireNonNull(family, "the family is null");
        Objects.requireNonNull(type, "the type is null");
        Objects.requireNonNull(canonicalName, "the canonical name is null");
        Objects.requireNonNull(address, "the address is null");
    }

    /// Whether both are the same in everything, also in the zone of an address (`fe80::1%eth0`), which the JDK's own
    /// comparison leaves out.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressInfo info
                && family == info.family
                && type == info.type
                && protocol == info.protocol
                && canonicalName.equals(info.canonicalName)
                && AddressZones.areSame(address, info.address);
    }

    @Override
    public int hashCode() {
        return Objects.hash(family, type, protocol, canonicalName, AddressZones.key(address));
    }
}
