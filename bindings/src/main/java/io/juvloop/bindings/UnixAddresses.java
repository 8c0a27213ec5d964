package io.juvloop.bindings;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// `sockaddr_un`, between native memory, names and the JDK's type.
///
/// ```
/// sockaddr_un   0 family   2 path and NUL, or NUL and a name in the abstract namespace
/// ```
///
/// The JDK has no type for a name in Linux's abstract namespace: an `@` at the front, as tools print it, stands for
/// its NUL. A path that itself begins so is distinguished by being written from `./` on.
///
/// Any thread; the native block is the caller's. See
/// [unix(7)](https://man7.org/linux/man-pages/man7/unix.7.html).
final class UnixAddresses {
    /// `sizeof (struct sockaddr_un)`.
    static final int SIZE = Abi.SUN_PATH + Abi.SUN_PATH_BYTES;

    private UnixAddresses() {}

    /// What an address of the JDK's stands for.
    ///
    /// @param address of a unix socket
    /// @return a path, or a name that begins with NUL in the abstract namespace
    static String nameOf(UnixDomainSocketAddress address) {
        String path = address.getPath().toString();
        return hasAbstractNames() && path.startsWith("@") ? '\0' + path.substring(1) : path;
    }

    private static boolean hasAbstractNames() {
        return Host.current().isLinux();
    }

    /// Writes a name.
    ///
    /// @param name a path, or a name that begins with NUL in the abstract namespace
    /// @param target room for a `sockaddr_un`, which has zeros behind the name
    /// @return the size that was written
    /// @throws IllegalArgumentException if it is empty or does not fit
    static int write(String name, long target) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        boolean isAbstract = !name.isEmpty() && name.charAt(0) == 0;
        int length = bytes.length + (isAbstract ? 0 : 1);
        if (bytes.length == 0 || length > Abi.SUN_PATH_BYTES) {
            throw new IllegalArgumentException("the path of a socket must have 1 to " + (Abi.SUN_PATH_BYTES - 1)
                    + " bytes, not " + bytes.length + ": " + name);
        }
        Memory.zero(target, SIZE);
        Abi.putFamily(target, Abi.AF_UNIX, Abi.SUN_PATH + length);
        Memory.copyIn(bytes, 0, bytes.length, target + Abi.SUN_PATH);
        return Abi.SUN_PATH + length;
    }

    /// The size of an address that was written here, which for an abstract name ends with its last byte.
    ///
    /// @param source a `sockaddr_un`, with zeros behind the name
    /// @return in bytes
    static int sizeOf(long source) {
        int size = SIZE;
        if (Memory.getByte(source + Abi.SUN_PATH) == 0) {
            while (size > Abi.SUN_PATH + 1 && Memory.getByte(source + size - 1) == 0) {
                size--;
            }
        }
        return size;
    }

    /// Reads an address.
    ///
    /// @param source a `sockaddr_un`
    /// @param size of it, in bytes; may count zeros behind the name
    /// @return the address, or null if it has no name
    static @Nullable SocketAddress read(long source, int size) {
        if (size <= Abi.SUN_PATH || Abi.family(source) != Abi.AF_UNIX) {
            return null;
        }
        byte[] bytes = new byte[Math.min(size, SIZE) - Abi.SUN_PATH];
        Memory.copyOut(source + Abi.SUN_PATH, bytes, 0, bytes.length);
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        String name = new String(bytes, 0, length, StandardCharsets.UTF_8);
        if (name.isEmpty()) {
            return null;
        }
        boolean looksAbstract = hasAbstractNames() && name.charAt(0) == '@';
        return UnixDomainSocketAddress.of(looksAbstract ? "./" + name : name.replace('\0', '@'));
    }
}
