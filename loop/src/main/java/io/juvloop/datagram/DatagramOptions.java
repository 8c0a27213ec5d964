package io.juvloop.datagram;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How to make a datagram endpoint; asyncio's keyword arguments of `create_datagram_endpoint`.
///
/// There is no `reuse_address`: with UDP it lets another process take messages away, and asyncio removed it.
///
/// Any thread. Immutable: each `with` method gives a copy. See
/// [create_datagram_endpoint](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_datagram_endpoint).
///
/// @param localAddress to receive at: an [InetSocketAddress], which the loop resolves if it is not, or a
///   [UnixDomainSocketAddress], on Linux with an `@` at the front for a name in the abstract namespace; null for
///   any free port
/// @param remoteAddress the one peer to exchange datagrams with, of the same kind; null for anybody
/// @param family what kind of socket; null for that of the addresses
/// @param reusePort whether several sockets may have the local address, the kernel spreading datagrams over them
/// @param allowBroadcast whether datagrams may be sent to a broadcast address
/// @param ipv6Only whether a socket of IPv6 leaves the port free for one of IPv4, instead of speaking both
/// @param socket an open datagram socket to take over, instead of all the others
public record DatagramOptions(
        @Nullable SocketAddress localAddress,
        @Nullable SocketAddress remoteAddress,
        @Nullable StandardProtocolFamily family,
        boolean reusePort,
        boolean allowBroadcast,
        boolean ipv6Only,
        OptionalLong socket) {
    /// No addresses and nothing special: a start for the `with` methods.
    public static final DatagramOptions DEFAULT =
            new DatagramOptions(null, null, null, false, false, false, OptionalLong.empty());

    /// Checks the options against each other.
    ///
    /// @throws IllegalArgumentException for addresses of different kinds or families, another kind of address
    ///   than of the internet or the unix domain, a negative socket, or a socket with anything else
    public DatagramOptions {
        StandardProtocolFamily local = familyOf(localAddress);
        StandardProtocolFamily remote = familyOf(remoteAddress);
        requireSame(local, "the local address", remote, "the remote address");
        requireSame(local, "the local address", family, "the endpoint");
        requireSame(remote, "the remote address", family, "the endpoint");
        boolean isUnix = localAddress instanceof UnixDomainSocketAddress;
        if (localAddress != null
                && remoteAddress != null
                && isUnix != remoteAddress instanceof UnixDomainSocketAddress) {
            throw new IllegalArgumentException("an internet address and one of the unix domain cannot go together");
        }
        if (socket.isPresent()) {
            requireAlone(localAddress != null || remoteAddress != null || family != null, socket);
            requireAlone(reusePort || allowBroadcast || ipv6Only, socket);
        }
    }

    /// The family of an address, or null if it is yet to be resolved.
    private static @Nullable StandardProtocolFamily familyOf(@Nullable SocketAddress address) {
        return switch (address) {
            case null -> null;
            case UnixDomainSocketAddress _ -> StandardProtocolFamily.UNIX;
            case InetSocketAddress internet when internet.isUnresolved() -> null;
            case InetSocketAddress internet ->
                internet.getAddress() instanceof Inet4Address
                        ? StandardProtocolFamily.INET
                        : StandardProtocolFamily.INET6;
            default -> throw new IllegalArgumentException("neither an internet nor a unix address: " + address);
        };
    }

    private static void requireSame(
            @Nullable StandardProtocolFamily one,
            String name,
            @Nullable StandardProtocolFamily other,
            String otherName) {
        if (one != null && other != null && one != other) {
            throw new IllegalArgumentException(name + " is of family " + one + ", but " + otherName + " of " + other);
        }
    }

    private static void requireAlone(boolean others, OptionalLong socket) {
        if (socket.getAsLong() < 0) {
            throw new IllegalArgumentException("the socket is negative: " + socket.getAsLong());
        }
        if (others) {
            throw new IllegalArgumentException("a socket and other options cannot be given together");
        }
    }

    /// The same with an address to receive at.
    ///
    /// @param address of the internet or the unix domain; null for any free port
    /// @return new options
    public DatagramOptions withLocalAddress(@Nullable SocketAddress address) {
        return new DatagramOptions(address, remoteAddress, family, reusePort, allowBroadcast, ipv6Only, socket);
    }

    /// The same with an address to receive at, which the loop resolves.
    ///
    /// @param host a name or a numeric address; empty for every interface
    /// @param port 0 to 65535, 0 for a free one
    /// @return new options
    public DatagramOptions withLocalAddress(String host, int port) {
        return withLocalAddress(
                InetSocketAddress.createUnresolved(Objects.requireNonNull(host, "the host is null"), port));
    }

    /// The same with the one peer to exchange datagrams with.
    ///
    /// @param address of the internet or the unix domain; null for anybody
    /// @return new options
    public DatagramOptions withRemoteAddress(@Nullable SocketAddress address) {
        return new DatagramOptions(localAddress, address, family, reusePort, allowBroadcast, ipv6Only, socket);
    }

    /// The same with the one peer to exchange datagrams with, which the loop resolves.
    ///
    /// @param host a name or a numeric address
    /// @param port 1 to 65535
    /// @return new options
    public DatagramOptions withRemoteAddress(String host, int port) {
        return withRemoteAddress(
                InetSocketAddress.createUnresolved(Objects.requireNonNull(host, "the host is null"), port));
    }

    /// The same with a family, needed if there is no address to tell.
    ///
    /// @param kind of socket; null for that of the addresses
    /// @return new options
    public DatagramOptions withFamily(@Nullable StandardProtocolFamily kind) {
        return new DatagramOptions(localAddress, remoteAddress, kind, reusePort, allowBroadcast, ipv6Only, socket);
    }

    /// The same with or without sharing the local address.
    ///
    /// @param on whether several sockets may have it
    /// @return new options
    public DatagramOptions withReusePort(boolean on) {
        return new DatagramOptions(localAddress, remoteAddress, family, on, allowBroadcast, ipv6Only, socket);
    }

    /// The same with or without broadcast.
    ///
    /// @param on whether datagrams may be sent to a broadcast address
    /// @return new options
    public DatagramOptions withAllowBroadcast(boolean on) {
        return new DatagramOptions(localAddress, remoteAddress, family, reusePort, on, ipv6Only, socket);
    }

    /// The same with or without IPv4 on a socket of IPv6.
    ///
    /// @param on whether it speaks IPv6 alone
    /// @return new options
    public DatagramOptions withIpv6Only(boolean on) {
        return new DatagramOptions(localAddress, remoteAddress, family, reusePort, allowBroadcast, on, socket);
    }

    /// The same with a socket to take over; it belongs to the loop from then on, unless it is refused. What was set on
    /// it stays, such as whether other sockets may have its address, except on Windows with libuv before 1.52,
    /// where they then may.
    ///
    /// @param descriptor of an open datagram socket, connected or not
    /// @return new options
    public DatagramOptions withSocket(long descriptor) {
        OptionalLong given = OptionalLong.of(descriptor);
        return new DatagramOptions(localAddress, remoteAddress, family, reusePort, allowBroadcast, ipv6Only, given);
    }
}
