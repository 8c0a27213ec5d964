package io.juvloop;

import java.net.InetSocketAddress;

/// One answer of [LoopNames#getaddrinfo]: a socket that could be made, and where to connect or bind it.
///
/// Any thread. Immutable. See
/// [socket.getaddrinfo](https://docs.python.org/3.13/library/socket.html#socket.getaddrinfo).
///
/// @param family of the socket
/// @param type of the socket
/// @param protocol of the socket, such as 6 for TCP and 17 for UDP
/// @param canonicalName the host's own name, in the first answer, if [AddressFlag#CANONNAME] asked for it;
///   otherwise empty
/// @param address resolved; as everywhere in the JDK, one of IPv4 in the form of IPv6 is shown as IPv4
public record AddressInfo(
        AddressFamily family, SocketType type, int protocol, String canonicalName, InetSocketAddress address) {}
