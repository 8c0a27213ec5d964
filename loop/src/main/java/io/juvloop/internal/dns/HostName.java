package io.juvloop.internal.dns;

import java.net.IDN;

/// A name as the resolver wants it: in ASCII, and not longer than a name can be.
///
/// Any thread. Stateless. See [RFC 1035](https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4) and
/// [RFC 3490](https://www.rfc-editor.org/rfc/rfc3490).
final class HostName {
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 253;
    private static final int LAST_OF_ASCII = 127;

    private HostName() {}

    /// @throws IllegalArgumentException if no host can have that name
    static String toAscii(String host) {
        refuseNul("host", host);
        if (host.indexOf(':') >= 0) {
            return host; // an address of IPv6, of which the zone may have any name
        }
        String name = host.chars().allMatch(c -> c <= LAST_OF_ASCII) ? host : idna(host);
        for (String label : name.split("\\.", -1)) {
            if (label.length() > LONGEST_LABEL) {
                throw new IllegalArgumentException("a label of the host has more than 63 characters: " + label);
            }
        }
        if (name.length() > LONGEST_NAME + (name.endsWith(".") ? 1 : 0)) {
            throw new IllegalArgumentException("the host has more than 253 characters: " + name);
        }
        return name;
    }

    private static String idna(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException("the host has no form in ASCII: " + host, unfit);
        }
    }

    static void refuseNul(String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the " + what + " has a NUL inside");
        }
    }
}
