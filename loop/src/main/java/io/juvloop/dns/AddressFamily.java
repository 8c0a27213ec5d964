package io.juvloop.dns;

/// A family of internet addresses. Python's `socket.AF_...`.
///
/// Any thread. Constants. See [addrinfo](https://docs.libuv.org/en/v1.x/dns.html).
public enum AddressFamily {
    /// Any family; in a query only. `AF_UNSPEC`.
    ANY,
    /// IPv4. `AF_INET`.
    INET,
    /// IPv6. `AF_INET6`.
    INET6
}
