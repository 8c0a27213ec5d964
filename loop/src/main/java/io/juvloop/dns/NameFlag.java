package io.juvloop.dns;

/// Flags of [io.juvloop.EventLoop#getnameinfo]. Python's `socket.NI_...`.
///
/// Any thread. Constants, whose numbers differ from platform to platform. See
/// [getnameinfo(3)](https://man7.org/linux/man-pages/man3/getnameinfo.3.html).
public enum NameFlag {
    /// Return only the first part of the name of a host in this domain. `NI_NOFQDN`.
    NOFQDN,
    /// Return the host as a number. `NI_NUMERICHOST`.
    NUMERICHOST,
    /// Return the service as a number. `NI_NUMERICSERV`.
    NUMERICSERV,
    /// Fail for a host without a name, instead of returning its number. `NI_NAMEREQD`.
    NAMEREQD,
    /// The service uses datagrams. `NI_DGRAM`.
    DGRAM
}
