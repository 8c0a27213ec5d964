package io.juvloop.internal.datagram;

import io.juvloop.bindings.AddressCache;
import io.juvloop.bindings.AddressZones;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/// The valid targets of one endpoint: checks a target before the kernel sees it, and converts it to its native
/// form.
///
/// Loop thread only; lives as long as the endpoint.
final class Targets {
    private final AddressCache addresses;
    private final @Nullable SocketAddress peer;
    private final boolean internet;
    private final boolean ipv6;
    private @Nullable SocketAddress lastGood;

    Targets(AddressCache addresses, UdpSocket socket) {
        this.addresses = addresses;
        this.peer = socket.farEnd();
        this.internet = socket.isInternet();
        this.ipv6 = socket.isIpv6();
    }

    /// The address of a `sockaddr`, valid until the next call; 0 for the connected peer.
    @SuppressWarnings("ReferenceEquality") // a target that was checked once is not checked again
    long name(@Nullable SocketAddress target) {
        if (peer != null) {
            requirePeer(target, peer);
            return 0;
        }
        if (target != lastGood || target == null) {
            lastGood = checked(target);
        }
        return addresses.name(lastGood, ipv6);
    }

    private static void requirePeer(@Nullable SocketAddress target, SocketAddress peer) {
        if (target != null && !AddressZones.areSame(target, peer)) {
            throw new IllegalArgumentException(
                    "the endpoint is connected to " + peer + " and cannot send to " + target);
        }
    }

    private SocketAddress checked(@Nullable SocketAddress target) {
        if (target == null) {
            throw new IllegalArgumentException("the endpoint is not connected, so a datagram needs a target");
        }
        boolean fits = target instanceof InetSocketAddress address
                ? internet && isReachable(address)
                : target instanceof UnixDomainSocketAddress && !internet;
        if (!fits) {
            throw new IllegalArgumentException("a socket of another family cannot send to " + target);
        }
        return target;
    }

    private boolean isReachable(InetSocketAddress target) {
        if (target.isUnresolved()) {
            throw new IllegalArgumentException("the target is not resolved, and sending looks no name up: " + target);
        }
        return ipv6 || !(target.getAddress() instanceof Inet6Address);
    }
}
