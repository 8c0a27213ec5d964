package io.juvloop.bindings;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `sockaddr_in` and `sockaddr_in6`, between native memory and the JDK's types.
///
/// ```
/// sockaddr_in   0 family   2 port (network order)   4 address
/// sockaddr_in6  0 family   2 port (network order)   4 flow   8 address   24 scope
/// ```
///
/// Any thread; the native block is the caller's.
/// See [Miscellaneous utilities](https://docs.libuv.org/en/v1.x/misc.html).
final class SocketAddresses {
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final int V4_MAPPED_MARK = 10;

    private SocketAddresses() {}

    /// Writes an address.
    ///
    /// @param address resolved
    /// @param target room for a `sockaddr_storage`
    /// @return the size that was written
    static int write(InetSocketAddress address, long target) {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            throw new IllegalArgumentException("the address is not resolved: " + address);
        }
        Memory.zero(target, Abi.SOCKADDR_IN6_SIZE);
        Memory.putNetworkShort(target + Abi.SOCKADDR_PORT, (short) address.getPort());
        byte[] bytes = ip.getAddress();
        if (ip instanceof Inet4Address) {
            Abi.putFamily(target, Abi.AF_INET, Abi.SOCKADDR_IN_SIZE);
            Memory.copyIn(bytes, 0, V4_BYTES, target + Abi.SOCKADDR_IN_ADDRESS);
            return Abi.SOCKADDR_IN_SIZE;
        }
        Abi.putFamily(target, Abi.AF_INET6, Abi.SOCKADDR_IN6_SIZE);
        Memory.copyIn(bytes, 0, V6_BYTES, target + Abi.SOCKADDR_IN6_ADDRESS);
        Memory.putInt(target + Abi.SOCKADDR_IN6_SCOPE, ((Inet6Address) ip).getScopeId());
        return Abi.SOCKADDR_IN6_SIZE;
    }

    /// Writes an IPv4 address mapped to IPv6, as `::ffff:1.2.3.4`, for a dual-stack socket.
    ///
    /// @param address resolved, of IPv4
    /// @param target room for a `sockaddr_in6`
    static void writeMapped(InetSocketAddress address, long target) {
        Memory.zero(target, Abi.SOCKADDR_IN6_SIZE);
        Abi.putFamily(target, Abi.AF_INET6, Abi.SOCKADDR_IN6_SIZE);
        Memory.putNetworkShort(target + Abi.SOCKADDR_PORT, (short) address.getPort());
        long ip = target + Abi.SOCKADDR_IN6_ADDRESS;
        Memory.putShort(ip + V4_MAPPED_MARK, (short) -1);
        Memory.copyIn(address.getAddress().getAddress(), 0, V4_BYTES, ip + V6_BYTES - V4_BYTES);
    }

    /// The size of an address of a datagram socket.
    ///
    /// @param source a `sockaddr`
    /// @return in bytes
    static int sizeOf(long source) {
        int family = Abi.family(source);
        if (family == Abi.AF_INET) {
            return Abi.SOCKADDR_IN_SIZE;
        }
        return family == Abi.AF_INET6 ? Abi.SOCKADDR_IN6_SIZE : UnixAddresses.SIZE;
    }

    /// Reads an address of any kind that a datagram socket can have.
    ///
    /// @param source a `sockaddr_storage`, with zeros behind the address
    /// @return the address; the unnamed unix address if there is none
    static SocketAddress readAny(long source) {
        boolean isUnix = Abi.family(source) == Abi.AF_UNIX;
        SocketAddress address = readAny(source, isUnix ? UnixAddresses.sizeOf(source) : UnixAddresses.SIZE);
        return address == null ? UnixNames.UNNAMED : address;
    }

    /// Reads an address of any kind.
    ///
    /// @param source a `sockaddr`
    /// @param size of it, in bytes
    /// @return the address, or null if there is none
    static @Nullable SocketAddress readAny(long source, int size) {
        if (size <= Abi.SUN_PATH) {
            return null;
        }
        Optional<InetSocketAddress> internet = read(source);
        return internet.isPresent() ? internet.get() : UnixAddresses.read(source, size);
    }

    /// Writes an address of any kind.
    ///
    /// @param address resolved, or of a unix socket
    /// @param target room for a `sockaddr_storage`
    /// @param ipv6 whether it is for an IPv6 socket, which needs an IPv4 address in mapped form
    /// @return the size that was written
    /// @throws IllegalArgumentException if it is not resolved, does not fit, or is of another kind
    static int writeAny(SocketAddress address, long target, boolean ipv6) {
        if (address instanceof UnixDomainSocketAddress unix) {
            return UnixAddresses.write(UnixAddresses.nameOf(unix), target);
        }
        if (!(address instanceof InetSocketAddress internet)) {
            throw new IllegalArgumentException("neither an internet address nor a unix one: " + address);
        }
        if (ipv6 && internet.getAddress() instanceof Inet4Address) {
            writeMapped(internet, target);
            return Abi.SOCKADDR_IN6_SIZE;
        }
        return write(internet, target);
    }

    /// Reads an address.
    ///
    /// @param source a `sockaddr`
    /// @return the address, or empty for a family other than IPv4 and IPv6
    static Optional<InetSocketAddress> read(long source) {
        int family = Abi.family(source);
        if (family == Abi.AF_INET) {
            byte[] bytes = new byte[V4_BYTES];
            Memory.copyOut(source + Abi.SOCKADDR_IN_ADDRESS, bytes, 0, V4_BYTES);
            return Optional.of(new InetSocketAddress(ip(null, bytes, 0), port(source)));
        }
        if (family == Abi.AF_INET6) {
            byte[] bytes = new byte[V6_BYTES];
            Memory.copyOut(source + Abi.SOCKADDR_IN6_ADDRESS, bytes, 0, V6_BYTES);
            int scope = Memory.getInt(source + Abi.SOCKADDR_IN6_SCOPE);
            return Optional.of(new InetSocketAddress(ip(null, bytes, scope), port(source)));
        }
        return Optional.empty();
    }

    /// Packs an IPv4 address into one word, for callers that keep many of them.
    ///
    /// @param source a `sockaddr`
    /// @return the word, or 0 if it is not IPv4
    static long pack(long source) {
        if (Abi.family(source) != Abi.AF_INET) {
            return 0;
        }
        long ip = Integer.toUnsignedLong(Memory.getNetworkInt(source + Abi.SOCKADDR_IN_ADDRESS));
        return 1L << 63 | ip << 16 | port(source);
    }

    /// Reverses [#pack].
    static InetSocketAddress unpack(long word) {
        int ip = (int) (word >>> 16);
        byte[] bytes = {(byte) (ip >>> 24), (byte) (ip >>> 16), (byte) (ip >>> 8), (byte) ip};
        return new InetSocketAddress(ip(null, bytes, 0), (int) word & 0xffff);
    }

    private static int port(long source) {
        return Short.toUnsignedInt(Memory.getNetworkShort(source + Abi.SOCKADDR_PORT));
    }

    static InetAddress ip(@Nullable String host, byte[] bytes, int scope) {
        try {
            return bytes.length == V6_BYTES && scope != 0
                    ? Inet6Address.getByAddress(host, bytes, scope)
                    : InetAddress.getByAddress(host, bytes);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("an address of " + bytes.length + " bytes", impossible);
        }
    }
}
