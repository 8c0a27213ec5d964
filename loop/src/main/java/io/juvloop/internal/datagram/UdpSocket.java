package io.juvloop.internal.datagram;

import io.juvloop.ExtraInfo;
import io.juvloop.TransportSocket;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvUdp;
import io.juvloop.internal.UvErrorMapping;
import io.juvloop.internal.UvEventLoop;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// The socket under a datagram transport, as the user may see it. The names are asked for once, because they must
/// answer after it is closed.
///
/// Loop thread only.
final class UdpSocket implements TransportSocket {
    private final UvEventLoop loop;
    private final UvUdp socket;
    private final @Nullable SocketAddress local;
    private final @Nullable SocketAddress peer;

    UdpSocket(UvEventLoop loop, UvUdp socket) {
        this.loop = loop;
        this.socket = socket;
        local = socket.localName().orElse(null);
        peer = socket.peerName().orElse(null);
    }

    <T> @Nullable T extraInfo(ExtraInfo<T> key) {
        Object value = switch (key.name()) {
            case "peername" -> peer;
            case "sockname" -> local;
            case "socket" -> this;
            default -> null;
        };
        return key.type().isInstance(value) ? key.type().cast(value) : null;
    }

    @Nullable
    SocketAddress local() {
        return local;
    }

    @Nullable
    SocketAddress peer() {
        return peer;
    }

    boolean isInternet() {
        return local instanceof InetSocketAddress;
    }

    boolean isIpv6() {
        return local instanceof InetSocketAddress name && name.getAddress() instanceof Inet6Address;
    }

    /// Makes a call on the socket, if it is open.
    void option(String operation, IntSupplier call) throws IOException {
        requireOpen();
        int status = call.getAsInt();
        if (status < 0) {
            throw UvErrorMapping.toException(operation, status, this);
        }
    }

    @Override
    public void ref() {
        loop.checkThread();
        if (socket.isOpen()) {
            socket.ref();
        }
    }

    @Override
    public void unref() {
        loop.checkThread();
        if (socket.isOpen()) {
            socket.unref();
        }
    }

    @Override
    public boolean hasRef() {
        loop.checkThread();
        return socket.isOpen() && socket.hasRef();
    }

    private void requireOpen() throws IOException {
        loop.checkThread();
        if (!socket.isOpen()) {
            throw new SocketException("the socket is closed");
        }
    }

    @Override
    public long fileno() {
        loop.checkThread();
        return socket.isOpen() ? socket.fileno() : -1;
    }

    @Override
    public @Nullable SocketAddress localAddress() {
        loop.checkThread();
        return local;
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        loop.checkThread();
        return peer;
    }

    @Override
    public int sendBufferSize() throws IOException {
        return size(() -> socket.sendBufferSize(0));
    }

    @Override
    public void sendBufferSize(int size) throws IOException {
        requirePositive(size);
        size(() -> socket.sendBufferSize(size));
    }

    @Override
    public int receiveBufferSize() throws IOException {
        return size(() -> socket.receiveBufferSize(0));
    }

    @Override
    public void receiveBufferSize(int size) throws IOException {
        requirePositive(size);
        size(() -> socket.receiveBufferSize(size));
    }

    private static void requirePositive(int size) {
        if (size <= 0) {
            throw new IllegalArgumentException("a buffer's size must be positive, not " + size);
        }
    }

    private int size(IntSupplier call) throws IOException {
        requireOpen();
        try {
            return call.getAsInt();
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, this);
        }
    }

    @Override
    public void noDelay(boolean on) throws IOException {
        requireOpen();
        throw new SocketException("not a TCP socket");
    }

    @Override
    public void keepAlive(@Nullable Duration idle) throws IOException {
        requireOpen();
        throw new SocketException("not a TCP socket");
    }

    /// Any thread, because it is what a log says.
    @Override
    public String toString() {
        return local + (peer == null ? "" : " <-> " + peer);
    }
}
