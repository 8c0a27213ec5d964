package io.juvloop.tls;

/// Distinguishes names of hosts from numeric addresses, which TLS does not send as server names.
///
/// Any thread. Stateless.
final class HostName {
    private HostName() {}

    /// Whether it is a numeric address, by its form.
    static boolean isAddress(String host) {
        return host.indexOf(':') >= 0
                || (!host.isEmpty() && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')));
    }

    /// The name as it is sent: without the dot that ends an absolute one.
    static String withoutLastDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
