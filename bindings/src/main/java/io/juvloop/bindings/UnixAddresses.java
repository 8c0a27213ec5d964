package io.juvloop.bindings;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Any `sockaddr` of a Unix system, between native memory and the JDK's types: those of [SocketAddresses], and
/// `sockaddr_un`.
///
/// ```
/// sockaddr_un   0 family   2 path, or NUL and a name in the abstract namespace
/// ```
///
/// Any thread; the native block is the caller's. See
/// [unix(7)](https://man7.org/linux/man-pages/man7/unix.7.html).
final class UnixAddresses {
    private static final int V4_BYTES = 4;
    private static final int MAPPED_PREFIX = 10;

    private UnixAddresses() {}

    /// Writes an address.
    ///
    /// @param address resolved
    /// @param target room for a `sockaddr_storage`
    /// @param ipv6 whether it is for a socket of IPv6, which knows an IPv4 address by another form
    /// @return the size that was written
    /// @throws IllegalArgumentException if it is not resolved, too long or of another kind
    static int write(SocketAddress address, long target, boolean ipv6) {
        if (address instanceof InetSocketAddress inet) {
            return ipv6 && inet.getAddress() instanceof Inet4Address
                    ? writeMapped(inet, target)
                    : SocketAddresses.write(inet, target);
        }
        if (address instanceof UnixDomainSocketAddress unix) {
            return writePath(unix.getPath().toString(), target);
        }
        throw new IllegalArgumentException("neither an internet address nor a unix one: " + address);
    }

    private static int writeMapped(InetSocketAddress address, long target) {
        byte[] bytes = new byte[16];
        bytes[MAPPED_PREFIX] = (byte) 0xff;
        bytes[MAPPED_PREFIX + 1] = (byte) 0xff;
        System.arraycopy(address.getAddress().getAddress(), 0, bytes, MAPPED_PREFIX + 2, V4_BYTES);
        Memory.zero(target, Abi.SOCKADDR_IN6_SIZE);
        Abi.putFamily(target, Abi.AF_INET6, Abi.SOCKADDR_IN6_SIZE);
        Memory.putShort(target + Abi.SOCKADDR_PORT, Short.reverseBytes((short) address.getPort()));
        Memory.copyIn(bytes, 0, bytes.length, target + Abi.SOCKADDR_IN6_ADDRESS);
        return Abi.SOCKADDR_IN6_SIZE;
    }

    private static int writePath(String path, long target) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= Abi.SUN_PATH_BYTES) {
            throw new IllegalArgumentException("the path of a socket is too long: " + bytes.length + " bytes");
        }
        int size = Abi.SUN_PATH + bytes.length + 1;
        Memory.zero(target, size);
        Abi.putFamily(target, Abi.AF_UNIX, size);
        Memory.copyIn(bytes, 0, bytes.length, target + Abi.SUN_PATH);
        return size;
    }

    /// Reads an address.
    ///
    /// @param source a `sockaddr`
    /// @param size of it, in bytes
    /// @return the address, or null if it has no name
    static @Nullable SocketAddress read(long source, int size) {
        if (size <= Abi.SUN_PATH) {
            return null;
        }
        if (Abi.family(source) != Abi.AF_UNIX) {
            return SocketAddresses.read(source).orElse(null);
        }
        byte[] bytes = new byte[size - Abi.SUN_PATH];
        Memory.copyOut(source + Abi.SUN_PATH, bytes, 0, bytes.length);
        String name = new String(bytes, StandardCharsets.UTF_8);
        String path = name.startsWith("\0") ? name.replace('\0', '@') : name.replace("\0", "");
        return path.isEmpty() ? null : UnixDomainSocketAddress.of(path);
    }
}
