package io.juvloop.dns;

/// A type of socket. Python's `socket.SOCK_...`.
///
/// Any thread. Constants. See [addrinfo](https://docs.libuv.org/en/v1.x/dns.html).
public enum SocketType {
    /// Any type, in a query; in a result, a type that has no name here.
    ANY,
    /// A connection. `SOCK_STREAM`.
    STREAM,
    /// Datagrams. `SOCK_DGRAM`.
    DATAGRAM,
    /// Packets of a custom protocol. `SOCK_RAW`.
    RAW,
    /// A connection of records. `SOCK_SEQPACKET`.
    SEQPACKET
}
