package io.juvloop.datagram;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The options of a datagram endpoint: asyncio's keyword arguments of `create_datagram_endpoint`.
///
/// There is no `reuse_address`: with UDP it lets another process receive the datagrams instead, and asyncio removed
/// it.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `DatagramOptions.DEFAULT.withAllowBroadcast(true)`. The
/// `with` methods throw [IllegalArgumentException] for options that contradict each other: addresses of different
/// kinds or families, or a socket with anything else. See
/// [create_datagram_endpoint](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_datagram_endpoint).
public final class DatagramOptions {
    private static final Option<@Nullable SocketAddress> LOCAL_ADDRESS = new Option<>("localAddress", null);
    private static final Option<@Nullable SocketAddress> REMOTE_ADDRESS = new Option<>("remoteAddress", null);
    private static final Option<@Nullable StandardProtocolFamily> FAMILY = new Option<>("family", null);
    private static final Option<Boolean> REUSE_PORT = new Option<>("reusePort", false);
    private static final Option<Boolean> ALLOW_BROADCAST = new Option<>("allowBroadcast", false);
    private static final Option<Boolean> IPV6_ONLY = new Option<>("ipv6Only", false);
    private static final Option<OptionalLong> SOCKET = new Option<>("socket", OptionalLong.empty());

    /// No addresses, and the system's defaults.
    public static final DatagramOptions DEFAULT = new DatagramOptions(Settings.INITIAL);

    private final Settings settings;

    private DatagramOptions(Settings settings) {
        this.settings = settings;
        SocketAddress localAddress = settings.get(LOCAL_ADDRESS);
        SocketAddress remoteAddress = settings.get(REMOTE_ADDRESS);
        StandardProtocolFamily family = settings.get(FAMILY);
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
        if (socket().isPresent() && !settings.equals(Settings.INITIAL.with(SOCKET, socket()))) {
            throw new IllegalArgumentException("a socket and other options cannot be given together");
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

    /// Returns the local address: an [InetSocketAddress], which the loop resolves if necessary, or a
    /// [UnixDomainSocketAddress], on Linux with an `@` at the front for a name in the abstract namespace.
    ///
    /// @return the address; empty for any free port
    public Optional<SocketAddress> localAddress() {
        return Optional.ofNullable(settings.get(LOCAL_ADDRESS));
    }

    /// Returns these options with a local address.
    ///
    /// @param address an address of the internet or the unix domain; null for any free port
    /// @return new options
    /// @throws IllegalArgumentException for another kind of address
    public DatagramOptions withLocalAddress(@Nullable SocketAddress address) {
        return new DatagramOptions(settings.with(LOCAL_ADDRESS, address));
    }

    /// Returns these options with a local address, which the loop resolves.
    ///
    /// @param host a name or a numeric address; empty for every interface
    /// @param port 0 to 65535, 0 for a free one
    /// @return new options
    public DatagramOptions withLocalAddress(String host, int port) {
        return withLocalAddress(
                InetSocketAddress.createUnresolved(Objects.requireNonNull(host, "the host is null"), port));
    }

    /// Returns the remote address, of the same kind as [#localAddress], which makes the endpoint a connected one.
    ///
    /// @return the address; empty for an endpoint that is not connected
    public Optional<SocketAddress> remoteAddress() {
        return Optional.ofNullable(settings.get(REMOTE_ADDRESS));
    }

    /// Returns these options with a remote address.
    ///
    /// @param address an address of the internet or the unix domain; null for an endpoint that is not connected
    /// @return new options
    /// @throws IllegalArgumentException for another kind of address
    public DatagramOptions withRemoteAddress(@Nullable SocketAddress address) {
        return new DatagramOptions(settings.with(REMOTE_ADDRESS, address));
    }

    /// Returns these options with a remote address, which the loop resolves.
    ///
    /// @param host a name or a numeric address
    /// @param port 1 to 65535
    /// @return new options
    public DatagramOptions withRemoteAddress(String host, int port) {
        return withRemoteAddress(
                InetSocketAddress.createUnresolved(Objects.requireNonNull(host, "the host is null"), port));
    }

    /// Returns the family of the socket.
    ///
    /// @return the family; empty for that of the addresses
    public Optional<StandardProtocolFamily> family() {
        return Optional.ofNullable(settings.get(FAMILY));
    }

    /// Returns these options with a family, which they need if they have no address.
    ///
    /// @param kind the family of the socket; null for that of the addresses
    /// @return new options
    public DatagramOptions withFamily(@Nullable StandardProtocolFamily kind) {
        return new DatagramOptions(settings.with(FAMILY, kind));
    }

    /// Whether several sockets may have the local address; the kernel then spreads datagrams over them.
    ///
    /// @return whether they may
    public boolean isReusePort() {
        return settings.get(REUSE_PORT);
    }

    /// Returns these options with or without sharing the local address.
    ///
    /// @param on whether several sockets may have it
    /// @return new options
    public DatagramOptions withReusePort(boolean on) {
        return new DatagramOptions(settings.with(REUSE_PORT, on));
    }

    /// Whether datagrams may be sent to a broadcast address.
    ///
    /// @return whether they may
    public boolean isAllowBroadcast() {
        return settings.get(ALLOW_BROADCAST);
    }

    /// Returns these options with or without broadcast.
    ///
    /// @param on whether datagrams may be sent to a broadcast address
    /// @return new options
    public DatagramOptions withAllowBroadcast(boolean on) {
        return new DatagramOptions(settings.with(ALLOW_BROADCAST, on));
    }

    /// Whether an IPv6 socket receives no IPv4 datagrams, and leaves the port free for an IPv4 socket.
    ///
    /// @return whether it does
    public boolean isIpv6Only() {
        return settings.get(IPV6_ONLY);
    }

    /// Returns these options with or without IPv4 on an IPv6 socket.
    ///
    /// @param on whether the socket is for IPv6 only
    /// @return new options
    public DatagramOptions withIpv6Only(boolean on) {
        return new DatagramOptions(settings.with(IPV6_ONLY, on));
    }

    /// Returns the open datagram socket to adopt, instead of all other options.
    ///
    /// @return its descriptor, or empty to open a socket
    public OptionalLong socket() {
        return settings.get(SOCKET);
    }

    /// Returns these options with a socket to adopt; it belongs to the loop from then on, unless it is refused. Its
    /// own options stay, such as whether other sockets may have its address, except on Windows with libuv before
    /// 1.52, where they then may.
    ///
    /// @param descriptor the descriptor of an open datagram socket, connected or not
    /// @return new options
    /// @throws IllegalArgumentException for a negative descriptor
    public DatagramOptions withSocket(long descriptor) {
        if (descriptor < 0) {
            throw new IllegalArgumentException("the socket is negative: " + descriptor);
        }
        return new DatagramOptions(settings.with(SOCKET, OptionalLong.of(descriptor)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DatagramOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// Returns the options that differ from [#DEFAULT].
    @Override
    public String toString() {
        return "DatagramOptions" + settings;
    }
}
