package io.juvloop.postgres.types;

import java.net.InetAddress;
import java.util.Objects;

/// An `inet`: the address of a host and, in the same value, how long the prefix of its network is.
///
/// An [InetAddress] alone may be sent and read where the prefix is that of a host. Any thread.
///
/// @param address the address, of IPv4 or IPv6
/// @param prefix bits of the network: 0 to 32, or 0 to 128
public record Inet(InetAddress address, int prefix) {
    /// Checks the prefix.
    ///
    /// @throws IllegalArgumentException for a prefix longer than the address, or a negative one
    public Inet {
        Objects.requireNonNull(address, "the address is null");
        Prefixes.require(address, prefix);
    }

    /// The address of a host.
    ///
    /// @param address the address
    /// @return it with all its bits as the prefix
    public static Inet of(InetAddress address) {
        return new Inet(address, Prefixes.bits(address));
    }

    /// Reads a literal, as `10.0.0.1`, `10.0.0.1/24` or `fe80::1/64`. No name is looked up.
    ///
    /// @param text the literal
    /// @return the value
    /// @throws IllegalArgumentException for anything else
    public static Inet parse(String text) {
        InetAddress address = Prefixes.address(text);
        return new Inet(address, Prefixes.prefix(text, address));
    }

    /// The literal, as the server prints it: without the prefix if it is that of a host.
    @Override
    public String toString() {
        return prefix == Prefixes.bits(address) ? address.getHostAddress() : address.getHostAddress() + "/" + prefix;
    }
}
