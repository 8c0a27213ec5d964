package io.juvloop.bindings;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The names of unix datagram sockets, between `sockaddr_un` and the JDK's type; the last in each direction is
/// remembered.
///
/// A socket without a name has the JDK's unnamed address. One in Linux's abstract namespace begins with `@`, as
/// tools print it: it can be read but not sent to, because libuv takes a name to end at its first NUL.
///
/// Loop thread only; lives as long as the loop.
/// See [unix(7)](https://man7.org/linux/man-pages/man7/unix.7.html).
final class UnixNames {
    private static final SocketAddress UNNAMED = UnixDomainSocketAddress.of("");
    private static final int SIZE = Abi.SUN_PATH + Abi.SUN_PATH_BYTES;

    private final long senderName;
    private final long targetName;
    private @Nullable SocketAddress sender;
    private @Nullable UnixDomainSocketAddress target;

    UnixNames(UvLoop loop) {
        senderName = loop.allocate(SIZE).address();
        targetName = loop.allocate(SIZE).address();
    }

    /// @param name a `sockaddr_un`, with zeros behind its path
    SocketAddress sender(long name) {
        if (Abi.family(name) != Abi.AF_UNIX) {
            return UNNAMED;
        }
        SocketAddress known = sender;
        if (known == null || !Memory.isSame(name, senderName, SIZE)) {
            known = read(name);
            sender = known;
            Memory.copy(name, senderName, SIZE);
        }
        return known;
    }

    static SocketAddress read(long name) {
        if (Abi.family(name) != Abi.AF_UNIX) {
            return UNNAMED;
        }
        byte[] path = new byte[Abi.SUN_PATH_BYTES];
        Memory.copyOut(name + Abi.SUN_PATH, path, 0, path.length);
        int length = path.length;
        while (length > 0 && path[length - 1] == 0) {
            length--;
        }
        return UnixDomainSocketAddress.of(new String(path, 0, length, StandardCharsets.UTF_8).replace('\0', '@'));
    }

    long name(UnixDomainSocketAddress address) {
        if (!address.equals(target)) {
            byte[] path = address.getPath().toString().getBytes(StandardCharsets.UTF_8);
            if (path.length == 0 || path.length >= Abi.SUN_PATH_BYTES) {
                throw new IllegalArgumentException("the path of the socket must have 1 to " + (Abi.SUN_PATH_BYTES - 1)
                        + " bytes, not " + path.length + ": " + address);
            }
            Memory.zero(targetName, SIZE);
            Abi.putFamily(targetName, Abi.AF_UNIX, SIZE);
            Memory.copyIn(path, 0, path.length, targetName + Abi.SUN_PATH);
            target = address;
        }
        return targetName;
    }
}
