package io.juvloop.dns;

/// How [io.juvloop.EventLoop#getaddrinfo] is to look. Python's `socket.AI_...`.
///
/// Any thread. Constants, whose numbers differ from platform to platform. See
/// [getaddrinfo(3)](https://man7.org/linux/man-pages/man3/getaddrinfo.3.html).
public enum AddressFlag {
    /// Addresses to listen on, if no host is given. `AI_PASSIVE`.
    PASSIVE,
    /// The host's own name is wanted too. `AI_CANONNAME`.
    CANONNAME,
    /// The host is a number, and no name is looked up. `AI_NUMERICHOST`.
    NUMERICHOST,
    /// The service is a number, and no name is looked up. `AI_NUMERICSERV`.
    NUMERICSERV,
    /// With [#V4MAPPED]: addresses of IPv4 as well as of IPv6. `AI_ALL`.
    ALL,
    /// Addresses of IPv4 in the form of IPv6, if the family is IPv6 and there are no others. `AI_V4MAPPED`.
    V4MAPPED,
    /// Only families that this machine has an address of. `AI_ADDRCONFIG`.
    ADDRCONFIG
}
