package io.juvloop.internal.core;

import io.juvloop.bindings.UvErrors;
import java.io.IOException;
import java.net.IDN;

/// Converts a host name to ASCII for the resolver, and rejects names that are too long. Every call of a
/// resolver passes through here, because libuv before 1.48 truncates a name of 256 characters and resolves the
/// rest.
///
/// Any thread. Stateless. See [RFC 1035](https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4) and
/// [RFC 3490](https://www.rfc-editor.org/rfc/rfc3490).
public final class HostNames {
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 253;
    private static final int LAST_OF_ASCII = 127;

    private HostNames() {}

    /// Converts a host name to ASCII.
    ///
    /// @param host a name, a numeric address, or the empty name
    /// @throws java.net.UnknownHostException if no host can have this name
    public static String toAscii(String host) throws IOException {
        boolean isIpv6 = host.indexOf(':') >= 0; // its zone may have any name
        String name = isIpv6 || isAscii(host) ? host : idna(host);
        if (name.indexOf('\0') >= 0 || name.length() > LONGEST_NAME + (name.endsWith(".") ? 1 : 0)) {
            throw unknown(host);
        }
        for (String label : isIpv6 ? new String[0] : name.split("\\.", -1)) {
            if (label.length() > LONGEST_LABEL) {
                throw unknown(host);
            }
        }
        return name;
    }

    private static boolean isAscii(String host) {
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) > LAST_OF_ASCII) {
                return false;
            }
        }
        return true;
    }

    private static String idna(String host) throws IOException {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException unfit) {
            throw unknown(host);
        }
    }

    private static IOException unknown(String host) {
        return UvErrorMapping.toException("getaddrinfo", UvErrors.code("EAI_NONAME"), host);
    }
}
