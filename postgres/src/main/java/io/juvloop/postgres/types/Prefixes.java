package io.juvloop.postgres.types;

import java.net.InetAddress;

/// The `/prefix` of network addresses.
///
/// Any thread; it keeps nothing.
final class Prefixes {
    private Prefixes() {}

    static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    static void require(InetAddress address, int prefix) {
        if (prefix < 0 || prefix > bits(address)) {
            throw new IllegalArgumentException("no prefix of " + address.getHostAddress() + ": " + prefix);
        }
    }

    static InetAddress address(String literal) {
        int slash = literal.indexOf('/');
        return InetAddress.ofLiteral(slash < 0 ? literal : literal.substring(0, slash));
    }

    static int prefix(String literal, InetAddress address) {
        int slash = literal.indexOf('/');
        return slash < 0 ? bits(address) : Integer.parseInt(literal.substring(slash + 1));
    }
}
