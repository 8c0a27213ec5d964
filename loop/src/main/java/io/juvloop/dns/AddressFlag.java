package io.juvloop.dns;

/// Flags of [io.juvloop.EventLoop#getaddrinfo]. Python's `socket.AI_...`.
///
/// Any thread. Constants, whose numbers differ from platform to platform. See
/// [getaddrinfo(3)](https://man7.org/linux/man-pages/man3/getaddrinfo.3.html).
public enum AddressFlag {
    /// Return addresses to listen on, if no host is given. `AI_PASSIVE`.
    PASSIVE,
    /// Return the host's canonical name too. `AI_CANONNAME`.
    CANONNAME,
    /// The host is numeric, and no name is looked up. `AI_NUMERICHOST`.
    NUMERICHOST,
    /// The service is numeric, and no name is looked up. `AI_NUMERICSERV`.
    NUMERICSERV,
    /// With [#V4MAPPED]: return IPv4 addresses as well as IPv6 ones. `AI_ALL`.
    ALL,
    /// Return IPv4-mapped IPv6 addresses, if the family is IPv6 and there are no others. `AI_V4MAPPED`.
    V4MAPPED,
    /// Return only families that this machine has an address of. `AI_ADDRCONFIG`.
    ADDRCONFIG
}
