package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// `uv_interface_address_t`: the addresses of this machine.
///
/// Any thread. Stateless. See
/// [uv_interface_addresses](https://docs.libuv.org/en/v1.x/misc.html#c.uv_interface_addresses).
public final class HostInterfaces {
    private static final int PHYSICAL_BYTES = 6;

    private HostInterfaces() {}

    /// Makes the caller's object for one address.
    ///
    /// @param <T> the type of the object
    @FunctionalInterface
    public interface Maker<T> {
        /// Makes the object.
        ///
        /// @param name of the interface
        /// @param internal whether it is a loopback interface
        /// @param physical its hardware address, zeros if it has none
        /// @param address one of its addresses
        /// @param netmask of the network
        /// @return the object
        T make(String name, boolean internal, byte[] physical, InetAddress address, InetAddress netmask);
    }

    /// Returns all addresses of all interfaces that are up.
    ///
    /// @param <T> the type of the caller's objects
    /// @param maker makes each object
    /// @return one for each address, in libuv's order
    public static <T> List<T> list(Maker<T> maker) {
        Linking.ensure(Linking.HOST);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment array = arena.allocate(ADDRESS);
            MemorySegment count = arena.allocate(JAVA_INT);
            UvFailure.check("uv_interface_addresses", uv_h.uv_interface_addresses(array, count));
            long first = array.get(ADDRESS, 0).address();
            int size = count.get(JAVA_INT, 0);
            try {
                return read(first, size, maker);
            } finally {
                uv_h.uv_free_interface_addresses(MemorySegment.ofAddress(first), size);
            }
        }
    }

    private static <T> List<T> read(long first, int size, Maker<T> maker) {
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            long at = first + (long) i * HostAbi.INTERFACE_SIZE;
            byte[] physical = new byte[PHYSICAL_BYTES];
            Memory.copyOut(at + HostAbi.INTERFACE_PHYS_ADDR, physical, 0, PHYSICAL_BYTES);
            list.add(maker.make(
                    Memory.string(Memory.getLong(at + HostAbi.INTERFACE_NAME)),
                    Memory.getInt(at + HostAbi.INTERFACE_IS_INTERNAL) != 0,
                    physical,
                    ip(at + HostAbi.INTERFACE_ADDRESS),
                    ip(at + HostAbi.INTERFACE_NETMASK)));
        }
        return list;
    }

    private static InetAddress ip(long sockaddr) {
        return SocketAddresses.read(sockaddr).map(InetSocketAddress::getAddress).orElseThrow();
    }
}
