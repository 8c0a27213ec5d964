package io.juvloop.bindings;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/// A loop's cache of datagram addresses in both forms, so that a known address allocates nothing in either
/// direction.
///
/// There are two tables, one for each form that a lookup starts from: senders are found by the bytes of the
/// `sockaddr`, targets by the Java object. A hash selects a set of four entries, and a new entry replaces the
/// oldest of the four. So any number of peers uses the same memory, and a peer that was evicted costs one object.
///
/// ```
/// set:  | entry | entry | entry | entry |     entry: a sockaddr of 32 bytes, and its Java object
/// ```
///
/// An address of a unix socket is remembered until another one comes.
///
/// Loop thread only; lives as long as the loop.
public final class AddressCache {
    private static final int WAYS = 4;
    private static final int ENTRY = 32;
    private static final int SETS = 512;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(SETS);

    private final @Nullable InetSocketAddress[] senders = new InetSocketAddress[SETS * WAYS];
    private final @Nullable InetSocketAddress[] targets = new InetSocketAddress[SETS * WAYS];
    private final byte[] oldestSender = new byte[SETS];
    private final byte[] oldestTarget = new byte[SETS];
    private final long senderNames;
    private final long targetNames;
    private final UnixNames unix;

    private @Nullable SocketAddress lastTarget;
    private boolean lastMapped;
    private long lastName;

    /// Makes an empty cache.
    ///
    /// @param loop whose memory holds the native form
    public AddressCache(UvLoop loop) {
        senderNames = loop.allocate((long) SETS * WAYS * ENTRY).address();
        targetNames = loop.allocate((long) SETS * WAYS * ENTRY).address();
        unix = new UnixNames(loop);
    }

    /// Returns the Java form of a sender's address.
    ///
    /// @param name a `sockaddr`
    /// @return the same object as the last time, if it is still cached
    SocketAddress sender(long name) {
        int family = Abi.family(name);
        if (family == Abi.AF_INET) {
            return sender(name, Memory.getLong(name), 0, 0, 0);
        }
        if (family == Abi.AF_INET6) {
            return sender(
                    name,
                    Integer.toUnsignedLong(Memory.getInt(name)),
                    Memory.getLong(name + Abi.SOCKADDR_IN6_ADDRESS),
                    Memory.getLong(name + Abi.SOCKADDR_IN6_ADDRESS + Long.BYTES),
                    Memory.getInt(name + Abi.SOCKADDR_IN6_SCOPE));
        }
        return unix.sender(name);
    }

    private SocketAddress sender(long name, long first, long upper, long lower, int scope) {
        int set = set((first * MIX) ^ upper ^ Long.rotateLeft(lower, Integer.SIZE) ^ scope);
        for (int i = set * WAYS; i < (set + 1) * WAYS; i++) {
            InetSocketAddress known = senders[i];
            if (known != null && holds(senderNames + (long) i * ENTRY, first, upper, lower, scope)) {
                return known;
            }
        }
        int oldest = set * WAYS + oldestSender[set];
        oldestSender[set] = (byte) ((oldestSender[set] + 1) % WAYS);
        InetSocketAddress made = SocketAddresses.read(name).orElseThrow();
        senders[oldest] = null; // an error must not leave one address with the name of another
        put(senderNames + (long) oldest * ENTRY, first, upper, lower, scope);
        senders[oldest] = made;
        return made;
    }

    private static int set(long hash) {
        return (int) ((hash * MIX) >>> SHIFT);
    }

    private static boolean holds(long entry, long first, long upper, long lower, int scope) {
        return Memory.getLong(entry) == first
                && Memory.getLong(entry + Abi.SOCKADDR_IN6_ADDRESS) == upper
                && Memory.getLong(entry + Abi.SOCKADDR_IN6_ADDRESS + Long.BYTES) == lower
                && Memory.getInt(entry + Abi.SOCKADDR_IN6_SCOPE) == scope;
    }

    private static void put(long entry, long first, long upper, long lower, int scope) {
        Memory.putLong(entry, first);
        Memory.putLong(entry + Abi.SOCKADDR_IN6_ADDRESS, upper);
        Memory.putLong(entry + Abi.SOCKADDR_IN6_ADDRESS + Long.BYTES, lower);
        Memory.putInt(entry + Abi.SOCKADDR_IN6_SCOPE, scope);
    }

    /// Returns the native form of a target address.
    ///
    /// @param address resolved, or of a unix socket
    /// @param mapped whether the socket speaks IPv6, so that an IPv4 address goes inside one of IPv6
    /// @return the address of a `sockaddr`, valid until the next call
    public long name(SocketAddress address, boolean mapped) {
        if (isLast(address, mapped)) {
            return lastName;
        }
        lastTarget = null; // a lookup may evict the other entry, even if it ends with an error
        lastName = address instanceof InetSocketAddress internet
                ? find(internet, mapped)
                : unix.name((UnixDomainSocketAddress) address);
        lastTarget = address;
        lastMapped = mapped;
        return lastName;
    }

    @SuppressWarnings("ReferenceEquality") // the fast path of a reply to the latest sender
    private boolean isLast(SocketAddress address, boolean mapped) {
        return address == lastTarget && mapped == lastMapped;
    }

    private long find(InetSocketAddress address, boolean mapped) {
        boolean inside = mapped && address.getAddress() instanceof Inet4Address;
        int set = set(address.hashCode() + (inside ? 1L : 0L));
        for (int i = set * WAYS; i < (set + 1) * WAYS; i++) {
            long entry = targetNames + (long) i * ENTRY;
            if (address.equals(targets[i]) && isSame(address, inside, entry)) {
                return entry;
            }
        }
        int oldest = set * WAYS + oldestTarget[set];
        oldestTarget[set] = (byte) ((oldestTarget[set] + 1) % WAYS);
        long entry = targetNames + (long) oldest * ENTRY;
        targets[oldest] = null;
        if (inside) {
            SocketAddresses.writeMapped(address, entry);
        } else {
            SocketAddresses.write(address, entry);
        }
        targets[oldest] = address;
        return entry;
    }

    /// The JDK calls two addresses equal that differ in their scope alone.
    private static boolean isSame(InetSocketAddress address, boolean inside, long entry) {
        if (address.getAddress() instanceof Inet6Address ip) {
            return Memory.getInt(entry + Abi.SOCKADDR_IN6_SCOPE) == ip.getScopeId();
        }
        return inside == (Abi.family(entry) == Abi.AF_INET6);
    }
}
