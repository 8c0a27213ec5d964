package io.juvloop.internal;

import io.juvloop.ExtraInfo;
import io.juvloop.TransportSocket;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPipe;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.UvTcp;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// The socket under a transport or listener, as the user may see it.
///
/// The names are asked for at once, because they must answer after the peer has left and the socket is closed;
/// an IPv4 name is kept in one word and becomes an object when somebody looks.
///
/// Loop thread only.
final class StreamSocket implements TransportSocket {
    private final UvEventLoop loop;
    private final UvStream stream;
    private final long localWord;
    private final long peerWord;
    private @Nullable SocketAddress local;
    private @Nullable SocketAddress peer;

    StreamSocket(UvEventLoop loop, UvStream stream, boolean connected) {
        this.loop = loop;
        this.stream = stream;
        if (stream instanceof UvTcp tcp) {
            localWord = tcp.packedLocalName();
            peerWord = connected ? tcp.packedPeerName() : 0;
            local = localWord != 0 ? null : tcp.localName().orElse(null);
            peer = peerWord != 0 || !connected ? null : tcp.peerName().orElse(null);
        } else {
            localWord = 0;
            peerWord = 0;
        }
        if (stream instanceof UvPipe pipe) {
            local = unixAddress(pipe.localName());
            peer = connected ? unixAddress(pipe.peerName()) : null;
        }
    }

    /// The JDK has no type for a name in the abstract namespace; `@`, as tools print it, stands for its NUL.
    private static SocketAddress unixAddress(String name) {
        return UnixDomainSocketAddress.of(name.replace('\0', '@'));
    }

    <T> @Nullable T extraInfo(ExtraInfo<T> key) {
        Object value = switch (key.name()) {
            case "peername" -> remoteAddress();
            case "sockname" -> localAddress();
            case "socket" -> this;
            default -> null;
        };
        return key.type().isInstance(value) ? key.type().cast(value) : null;
    }

    @Override
    public void ref() {
        loop.checkThread();
        if (stream.isOpen()) {
            stream.ref();
        }
    }

    @Override
    public void unref() {
        loop.checkThread();
        if (stream.isOpen()) {
            stream.unref();
        }
    }

    @Override
    public boolean hasRef() {
        loop.checkThread();
        return stream.isOpen() && stream.hasRef();
    }

    @Override
    public long fileno() {
        loop.checkThread();
        return stream.isOpen() ? stream.fileno() : -1;
    }

    @Override
    public @Nullable SocketAddress localAddress() {
        loop.checkThread();
        return nearEnd();
    }

    private @Nullable SocketAddress nearEnd() {
        if (local == null && localWord != 0) {
            local = UvTcp.unpack(localWord);
        }
        return local;
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        loop.checkThread();
        return farEnd();
    }

    private @Nullable SocketAddress farEnd() {
        if (peer == null && peerWord != 0) {
            peer = UvTcp.unpack(peerWord);
        }
        return peer;
    }

    @Override
    public int sendBufferSize() throws IOException {
        return size(() -> stream.sendBufferSize(0));
    }

    @Override
    public void sendBufferSize(int size) throws IOException {
        requirePositive(size);
        size(() -> stream.sendBufferSize(size));
    }

    @Override
    public int receiveBufferSize() throws IOException {
        return size(() -> stream.receiveBufferSize(0));
    }

    @Override
    public void receiveBufferSize(int size) throws IOException {
        requirePositive(size);
        size(() -> stream.receiveBufferSize(size));
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
        option("uv_tcp_nodelay", tcp().noDelay(on));
    }

    @Override
    public void keepAlive(@Nullable Duration idle) throws IOException {
        option("uv_tcp_keepalive", tcp().keepAlive(idle != null, idle == null ? 0 : (int) idle.toSeconds()));
    }

    private UvTcp tcp() throws IOException {
        requireOpen();
        if (stream instanceof UvTcp tcp) {
            return tcp;
        }
        throw new SocketException("not a TCP socket");
    }

    private void option(String operation, int status) throws IOException {
        if (status < 0) {
            throw UvErrorMapping.toException(operation, status, this);
        }
    }

    private void requireOpen() throws IOException {
        loop.checkThread();
        if (!stream.isOpen()) {
            throw new SocketException("the socket is closed");
        }
    }

    /// Any thread, because it is what a log says.
    @Override
    public String toString() {
        SocketAddress far = farEnd();
        return nearEnd() + (far == null ? "" : " <- " + far);
    }
}
