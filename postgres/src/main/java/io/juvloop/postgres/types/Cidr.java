package io.juvloop.postgres.types;

import java.net.InetAddress;
import java.util.Objects;

/// A `cidr`: a network.
///
/// Any thread.
///
/// @param address its first address; the bits behind the prefix are zero
/// @param prefix bits of the network: 0 to 32, or 0 to 128
public record Cidr(InetAddress address, int prefix) {
    /// Checks the prefix and the bits behind it.
    ///
    /// @throws IllegalArgumentException for a prefix longer than the address, or a bit that is set behind it
    public Cidr {
        Objects.requireNonNull(address, "the address is null");
        Prefixes.require(address, prefix);
        BitString bits = BitString.of(address.getAddress(), Prefixes.bits(address));
        for (int i = prefix; i < bits.length(); i++) {
            if (bits.get(i)) {
                throw new IllegalArgumentException(
                        address.getHostAddress() + "/" + prefix + " has bits to the right of its prefix");
            }
        }
    }

    /// Reads a literal, as `10.0.0.0/8` or `fe80::/10`. No name is looked up.
    ///
    /// @param text the literal
    /// @return the value
    /// @throws IllegalArgumentException for anything else
    public static Cidr parse(String text) {
        InetAddress address = Prefixes.address(text);
        return new Cidr(address, Prefixes.prefix(text, address));
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}
