package io.juvloop.dns;

/// How [io.juvloop.EventLoop#getnameinfo] is to look. Python's `socket.NI_...`.
///
/// Any thread. Constants, whose numbers differ from platform to platform. See
/// [getnameinfo(3)](https://man7.org/linux/man-pages/man3/getnameinfo.3.html).
public enum NameFlag {
    /// Only the first part of the name of a host in this domain. `NI_NOFQDN`.
    NOFQDN,
    /// The host as a number. `NI_NUMERICHOST`.
    NUMERICHOST,
    /// The service as a number. `NI_NUMERICSERV`.
    NUMERICSERV,
    /// A host without a name is an error, instead of its number. `NI_NAMEREQD`.
    NAMEREQD,
    /// The service is one of datagrams. `NI_DGRAM`.
    DGRAM
}
