package io.juvloop.bindings;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/// Converts names of unix datagram sockets between `sockaddr_un` and the JDK's type, and caches the last one in
/// each direction.
///
/// A socket without a name has the JDK's unnamed address. A name in Linux's abstract namespace begins with `@`,
/// as in the output of tools, see [UnixAddresses].
///
/// Loop thread only; lives as long as the loop.
/// See [unix(7)](https://man7.org/linux/man-pages/man7/unix.7.html).
final class UnixNames {
    static final SocketAddress UNNAMED = UnixDomainSocketAddress.of("");
    private static final int SIZE = UnixAddresses.SIZE;

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
            known = SocketAddresses.readAny(name);
            sender = null; // an error must not leave one address with the name of another
            Memory.copy(name, senderName, SIZE);
            sender = known;
        }
        return known;
    }

    long name(UnixDomainSocketAddress address) {
        if (!address.equals(target)) {
            target = null;
            UnixAddresses.write(UnixAddresses.nameOf(address), targetName);
            target = address;
        }
        return targetName;
    }
}
