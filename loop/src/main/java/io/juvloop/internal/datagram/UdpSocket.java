package io.juvloop.internal.datagram;

import io.juvloop.bindings.UvHandle;
import io.juvloop.bindings.UvUdp;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.stream.HandleSocket;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// The socket of a datagram transport. Its addresses are read once, because they must be available after it is
/// closed.
///
/// Loop thread only.
final class UdpSocket extends HandleSocket {
    private final UvUdp socket;
    private final @Nullable SocketAddress local;
    private final @Nullable SocketAddress peer;

    UdpSocket(LoopCore core, UvUdp socket) {
        super(core);
        this.socket = socket;
        local = socket.localName().orElse(null);
        peer = socket.peerName().orElse(null);
    }

    @Override
    protected UvHandle handle() {
        return socket;
    }

    @Override
    protected @Nullable SocketAddress nearEnd() {
        return local;
    }

    @Override
    protected @Nullable SocketAddress farEnd() {
        return peer;
    }

    boolean isInternet() {
        return local instanceof InetSocketAddress;
    }

    boolean isIpv6() {
        return local instanceof InetSocketAddress name && name.getAddress() instanceof Inet6Address;
    }

    @Override
    protected String arrow() {
        return " <-> ";
    }
}
