package io.juvloop.bindings;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Converts `sockaddr_un` between native memory, names and the JDK's type. A name is bytes, whatever the encoding
/// of the process.
///
/// ```
/// sockaddr_un   0 family   2 path and NUL, or NUL and a name in the abstract namespace
/// ```
///
/// The JDK has no type for a name in Linux's abstract namespace: an `@` at the front stands for its NUL. A path
/// that itself begins with `@` is written with a leading `./`.
///
/// Bytes of an abstract name that a path cannot hold are written as a backslash and three octal digits: `\000` is
/// NUL, `\057` a slash at the end or after another, `\134` a backslash that would begin such an escape.
///
/// Any thread; the native block is the caller's. See
/// [unix(7)](https://man7.org/linux/man-pages/man7/unix.7.html).
public final class UnixAddresses {
    /// `sizeof (struct sockaddr_un)`.
    static final int SIZE = Abi.SUN_PATH + Abi.SUN_PATH_BYTES;

    private UnixAddresses() {}

    /// Returns the name of a JDK address.
    ///
    /// @param address of a unix socket
    /// @return the bytes of a path, or of a name that begins with NUL in the abstract namespace; none if unnamed
    public static byte[] nameOf(UnixDomainSocketAddress address) {
        if (address.getPath().toString().isEmpty()) {
            return new byte[0];
        }
        byte[] path = FileNames.toBytes(address.getPath());
        return hasAbstractNames() && path[0] == AbstractNames.MARK ? AbstractNames.unescape(path) : path;
    }

    /// Returns the JDK's address for a name.
    ///
    /// @param name as [#nameOf] gives it, or with more slashes than a path needs
    /// @return the address; the unnamed one for no name
    public static UnixDomainSocketAddress of(byte[] name) {
        if (name.length == 0) {
            return UnixDomainSocketAddress.of("");
        }
        if (hasAbstractNames() && name[0] == 0) {
            return UnixDomainSocketAddress.of(FileNames.toPath(AbstractNames.escape(name)));
        }
        return UnixDomainSocketAddress.of(FileNames.toPath(hasAbstractNames() ? AbstractNames.asPath(name) : name));
    }

    private static boolean hasAbstractNames() {
        return Platform.current().isLinux();
    }

    /// Writes a name.
    ///
    /// @param name a path, or a name that begins with NUL in the abstract namespace
    /// @param target room for a `sockaddr_un`, which has zeros behind the name
    /// @return the size that was written
    /// @throws IllegalArgumentException if it is empty or does not fit
    static int write(byte[] name, long target) {
        boolean isAbstract = name.length > 0 && name[0] == 0;
        int length = name.length + (isAbstract ? 0 : 1);
        if (name.length == 0 || length > Abi.SUN_PATH_BYTES) {
            throw new IllegalArgumentException("the path of a socket must have 1 to " + (Abi.SUN_PATH_BYTES - 1)
                    + " bytes, not " + name.length + ": " + of(name));
        }
        Memory.zero(target, SIZE);
        Abi.putFamily(target, Abi.AF_UNIX, Abi.SUN_PATH + length);
        Memory.copyIn(name, 0, name.length, target + Abi.SUN_PATH);
        return Abi.SUN_PATH + length;
    }

    /// Returns the size of an address without trailing zeros; an abstract name that ends with zeros loses them.
    ///
    /// @param source a `sockaddr_un`, with zeros behind the name
    /// @return in bytes
    static int sizeOf(long source) {
        int size = SIZE;
        if (Memory.getByte(source + Abi.SUN_PATH) == 0) {
            while (size > Abi.SUN_PATH && Memory.getByte(source + size - 1) == 0) {
                size--;
            }
        }
        return size;
    }

    /// Reads an address.
    ///
    /// @param source a `sockaddr_un`
    /// @param size of it, in bytes, which for an abstract name is exact
    /// @return the address, or null if it has no name
    static @Nullable SocketAddress read(long source, int size) {
        if (size <= Abi.SUN_PATH || Abi.family(source) != Abi.AF_UNIX) {
            return null;
        }
        byte[] bytes = new byte[Math.min(size, SIZE) - Abi.SUN_PATH];
        Memory.copyOut(source + Abi.SUN_PATH, bytes, 0, bytes.length);
        byte[] name = nameIn(bytes);
        return name.length == 0 ? null : of(name);
    }

    /// A path ends before its first NUL; an abstract name begins with one, and may have more.
    ///
    /// @param bytes of a `sun_path`, as many as belong to the address
    /// @return the name; empty if there is none
    static byte[] nameIn(byte[] bytes) {
        if (hasAbstractNames() && bytes.length > 0 && bytes[0] == 0) {
            return bytes;
        }
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return Arrays.copyOf(bytes, length);
    }
}
