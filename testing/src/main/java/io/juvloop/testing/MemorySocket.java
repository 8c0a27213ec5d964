package io.juvloop.testing;

import io.juvloop.ExtraInfo;
import io.juvloop.TransportSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The addresses of an end or a server in memory. There is no socket below: its number is always -1, and its
/// options are accepted and have no effect.
///
/// Loop thread only. Its options throw once it is closed.
final class MemorySocket implements TransportSocket {
    private static final int BUFFER = 64 * 1024;

    private final TestLoop loop;
    private final SocketAddress local;
    private final @Nullable SocketAddress remote;
    private int sendBuffer = BUFFER;
    private int receiveBuffer = BUFFER;
    private boolean referenced = true;
    private boolean closed;

    MemorySocket(TestLoop loop, SocketAddress local, @Nullable SocketAddress remote) {
        this.loop = loop;
        this.local = local;
        this.remote = remote;
    }

    void close() {
        closed = true;
    }

    /// The extra information about it of a transport.
    <T> @Nullable T extraInfo(ExtraInfo<T> key) {
        Object fact = null;
        if (key.equals(ExtraInfo.PEERNAME)) {
            fact = remote;
        } else if (key.equals(ExtraInfo.SOCKNAME)) {
            fact = local;
        } else if (key.equals(ExtraInfo.SOCKET)) {
            fact = this;
        }
        return fact == null ? null : key.type().cast(fact);
    }

    void requireOpen() throws SocketException {
        loop.requireThread();
        if (closed) {
            throw new SocketException("Socket is closed");
        }
    }

    @Override
    public long fileno() {
        loop.requireThread();
        return -1;
    }

    @Override
    public SocketAddress localAddress() {
        loop.requireThread();
        return local;
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        loop.requireThread();
        return remote;
    }

    @Override
    public int sendBufferSize() throws IOException {
        requireOpen();
        return sendBuffer;
    }

    @Override
    public void setSendBufferSize(int size) throws IOException {
        requireOpen();
        sendBuffer = size;
    }

    @Override
    public int receiveBufferSize() throws IOException {
        requireOpen();
        return receiveBuffer;
    }

    @Override
    public void setReceiveBufferSize(int size) throws IOException {
        requireOpen();
        receiveBuffer = size;
    }

    @Override
    public void setNoDelay(boolean on) throws IOException {
        requireOpen();
    }

    @Override
    public void setKeepAlive(@Nullable Duration idle) throws IOException {
        requireOpen();
    }

    @Override
    public void setKeepAlive(Duration idle, Duration interval, int count) throws IOException {
        Objects.requireNonNull(idle, "the time before the first probe is null");
        Objects.requireNonNull(interval, "the time between two probes is null");
        requireOpen();
    }

    @Override
    public void setUserTimeout(Duration limit) throws IOException {
        Objects.requireNonNull(limit, "the limit is null");
        requireOpen();
    }

    @Override
    public void ref() {
        loop.requireThread();
        referenced = true;
    }

    @Override
    public void unref() {
        loop.requireThread();
        referenced = false;
    }

    @Override
    public boolean hasRef() {
        loop.requireThread();
        return referenced;
    }

    @Override
    public String toString() {
        return "memory socket " + local;
    }
}
