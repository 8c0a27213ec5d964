package io.juvloop.host;

import java.net.InetAddress;
import java.util.Objects;

/// An address of a network interface; an interface with several addresses is listed several times.
///
/// Any thread. Immutable; a snapshot. See
/// [uv_interface_address_t](https://docs.libuv.org/en/v1.x/misc.html#c.uv_interface_address_t).
///
/// @param name the name of the interface, such as `eth0`
/// @param isInternal whether it is a loopback interface
/// @param hardwareAddress such as `02:42:ac:11:00:02`; zeros if it has none
/// @param address one of its addresses
/// @param netmask the network mask of the address
public record InterfaceAddress(
        String name, boolean isInternal, String hardwareAddress, InetAddress address, InetAddress netmask) {
    /// Checks that no required component is null.
    public InterfaceAddress {
        Objects.requireNonNull(name, "the name is null");
        Objects.requireNonNull(hardwareAddress, "the hardware address is null");
        Objects.requireNonNull(address, "the address is null");
        Objects.requireNonNull(netmask, "the netmask is null");
    }
}
