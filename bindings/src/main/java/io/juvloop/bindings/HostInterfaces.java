package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
        Linking.ensure("uv_free_interface_addresses");
        return HostArray.read(
                "uv_interface_addresses",
                uv_h::uv_interface_addresses,
                uv_h::uv_free_interface_addresses,
                HostAbi.INTERFACE_SIZE,
                at -> read(at, maker));
    }

    private static <T> T read(long at, Maker<T> maker) {
        byte[] physical = new byte[PHYSICAL_BYTES];
        Memory.copyOut(at + HostAbi.INTERFACE_PHYS_ADDR, physical, 0, PHYSICAL_BYTES);
        return maker.make(
                Memory.string(Memory.getLong(at + HostAbi.INTERFACE_NAME)),
                Memory.getInt(at + HostAbi.INTERFACE_IS_INTERNAL) != 0,
                physical,
                ip(at + HostAbi.INTERFACE_ADDRESS),
                ip(at + HostAbi.INTERFACE_NETMASK));
    }

    private static InetAddress ip(long sockaddr) {
        return SocketAddresses.read(sockaddr).map(InetSocketAddress::getAddress).orElseThrow();
    }
}
