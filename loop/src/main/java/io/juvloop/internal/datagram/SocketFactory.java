package io.juvloop.internal.datagram;

import io.juvloop.bindings.AddressCache;
import io.juvloop.bindings.DatagramEvents;
import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.PosixSockets;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvUdp;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.net.AdoptSocket;
import io.juvloop.internal.net.UnixPath;
import io.juvloop.internal.stream.HandleSocket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Creates datagram sockets, bound and connected as the options say.
///
/// Loop thread only. If it fails, it closes the sockets that it created.
final class SocketFactory {
    private static final int LAST_STANDARD = 2;

    private final LoopCore core;
    private final AddressCache addresses;
    private final AdoptSocket adoption;
    private final DatagramOptions options;
    private final DatagramEvents events;

    SocketFactory(
            LoopCore core,
            AddressCache addresses,
            AdoptSocket adoption,
            DatagramOptions options,
            DatagramEvents events) {
        this.core = core;
        this.addresses = addresses;
        this.adoption = adoption;
        this.options = options;
        this.events = events;
    }

    // --- UDP

    /// Creates a UDP socket on the first usable addresses.
    UvUdp internet(List<EndpointAddresses.Pair> pairs) throws IOException {
        IOException first = null;
        for (EndpointAddresses.Pair pair : pairs) {
            try {
                return internet(pair);
            } catch (IOException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        throw first == null ? new IOException("there is no address to use") : first;
    }

    private UvUdp internet(EndpointAddresses.Pair pair) throws IOException {
        boolean ipv6 = pair.local().getAddress() instanceof Inet6Address;
        UvUdp socket = null;
        try {
            socket = new UvUdp(core.uv(), addresses, events, ipv6);
            if (options.isReusePort()) {
                HandleSocket.reusePort(socket);
            }
            check("bind", socket.bind(pair.local(), ipv6 && options.isIpv6Only() ? UvUdp.IPV6_ONLY : 0), pair.local());
            if (options.isAllowBroadcast()) {
                check("uv_udp_set_broadcast", socket.broadcast(true), pair.local());
            }
            InetSocketAddress remote = pair.remote();
            if (remote != null) {
                check("connect", socket.connect(remote), remote);
            }
            return socket;
        } catch (UvFailure failure) {
            close(socket);
            throw UvErrorMapping.toException(failure, pair.local());
        } catch (Throwable thrown) {
            close(socket);
            throw thrown;
        }
    }

    private static void check(String operation, int status, Object where) throws IOException {
        if (status < 0) {
            throw UvErrorMapping.toException(operation, status, where);
        }
    }

    private static void close(@Nullable UvUdp socket) {
        if (socket != null) {
            socket.close();
        }
    }

    // --- Unix domain

    boolean isUnix() {
        return options.family().orElse(null) == StandardProtocolFamily.UNIX
                || options.localAddress().orElse(null) instanceof UnixDomainSocketAddress
                || options.remoteAddress().orElse(null) instanceof UnixDomainSocketAddress;
    }

    /// Creates a Unix domain socket. libuv creates none for datagrams, but adopts one.
    UvUdp unix() throws IOException {
        if (Platform.current().isWindows()) {
            throw new UnsupportedOperationException("Windows has no unix domain sockets for datagrams");
        }
        UnixPath local = path(options.localAddress().orElse(null));
        UnixPath remote = path(options.remoteAddress().orElse(null));
        if (local != null) {
            local.removeStaleSocket();
        }
        UvUdp socket = new UvUdp(core.uv(), addresses, events);
        try {
            openUnix(socket, local, remote);
            return socket;
        } catch (Throwable thrown) {
            socket.close();
            throw thrown;
        }
    }

    private static @Nullable UnixPath path(@Nullable SocketAddress address) {
        return address instanceof UnixDomainSocketAddress unix ? UnixPath.of(unix) : null;
    }

    private static void openUnix(UvUdp socket, @Nullable UnixPath local, @Nullable UnixPath remote) throws IOException {
        UnixPath where = local;
        int fd = -1;
        try {
            fd = PosixSockets.unixDatagram();
            if (local != null) {
                PosixSockets.bindUnix(fd, local.name());
            }
            where = remote;
            if (remote != null) {
                PosixSockets.connectUnix(fd, remote.name());
            }
            socket.open(fd);
        } catch (Throwable thrown) {
            if (fd >= 0 && !socket.owns(fd)) {
                PosixSockets.close(fd);
            }
            if (thrown instanceof UvFailure failure) {
                throw UvErrorMapping.toException(failure, where);
            }
            throw thrown;
        }
    }

    // --- Sockets created elsewhere

    /// libuv aborts the process rather than close one of the three standard descriptors, which stay open as
    /// they do for streams; the endpoint uses a duplicate.
    private static void open(UvUdp adopted, long socket) {
        if (Platform.current().isWindows() || socket > LAST_STANDARD) {
            adopted.open(socket);
            return;
        }
        long copy = Descriptors.duplicate(socket);
        try {
            adopted.open(copy);
        } catch (Throwable thrown) {
            if (!adopted.owns(copy)) {
                Descriptors.close(copy);
            }
            throw thrown;
        }
    }

    /// Adopts a socket that other code created. It is checked before it is changed, so that a wrong number does
    /// no harm to its owner.
    UvUdp adopt(long socket) {
        if (!Platform.current().isWindows()) {
            PosixSockets.Kind kind = AdoptSocket.kindOf(socket);
            if (kind != PosixSockets.Kind.UDP && kind != PosixSockets.Kind.UNIX_DATAGRAM) {
                throw new IllegalArgumentException("socket " + socket + " is not one for datagrams");
            }
        }
        adoption.requireFree(socket);
        UvUdp adopted = new UvUdp(core.uv(), addresses, events);
        try {
            open(adopted, socket);
            return adopted;
        } catch (UvFailure failure) {
            adopted.close();
            throw new IllegalArgumentException(
                    "socket " + socket + " cannot be taken over", UvErrorMapping.toException(failure, null));
        } catch (Throwable thrown) {
            adopted.close();
            throw thrown;
        }
    }
}
