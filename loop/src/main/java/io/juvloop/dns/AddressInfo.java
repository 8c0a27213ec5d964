package io.juvloop.dns;

import io.juvloop.bindings.AddressZones;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One result of [io.juvloop.EventLoop#getaddrinfo]: the kind of socket to open, and the address to connect or
/// bind it to.
///
/// Any thread. Immutable. See
/// [socket.getaddrinfo](https://docs.python.org/3.13/library/socket.html#socket.getaddrinfo).
///
/// @param family the family of the socket
/// @param type the type of the socket
/// @param protocol the protocol of the socket, such as 6 for TCP and 17 for UDP
/// @param canonicalName the host's canonical name, in the first result, if [AddressFlag#CANONNAME] requested
///   it; otherwise empty
/// @param address resolved; as everywhere in the JDK, an IPv4-mapped IPv6 address is represented as IPv4
public record AddressInfo(
        AddressFamily family, SocketType type, int protocol, String canonicalName, InetSocketAddress address) {
    /// Checks that no required component is null.
    public AddressInfo {
        Objects.requireNonNull(family, "the family is null");
        Objects.requireNonNull(type, "the type is null");
        Objects.requireNonNull(canonicalName, "the canonical name is null");
        Objects.requireNonNull(address, "the address is null");
    }

    /// Whether both are equal in every component, including the scope of an address (`fe80::1%eth0`), which the
    /// JDK's own comparison ignores.
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
