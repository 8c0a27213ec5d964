package io.juvloop.internal.stream;

import io.juvloop.ExtraInfo;
import io.juvloop.TransportSocket;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.PosixSockets;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvHandle;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// The socket of a handle as the user sees it, with everything but the addresses and TCP's options, which the
/// subclasses add.
///
/// Loop thread only. It outlives the handle; afterwards its methods return stored values or throw, and touch no
/// descriptor.
public abstract class HandleSocket implements TransportSocket {
    private final LoopCore core;

    protected HandleSocket(LoopCore core) {
        this.core = core;
    }

    final LoopCore core() {
        return core;
    }

    protected abstract UvHandle handle();

    /// The local address; any thread.
    protected abstract @Nullable SocketAddress nearEnd();

    /// The remote address; any thread.
    protected abstract @Nullable SocketAddress farEnd();

    /// Lets several sockets share one port; call it before the socket is bound.
    ///
    /// libuv 1.49 has flags for it, but not for sockets that are bound without libuv, and refuses them on
    /// macOS.
    ///
    /// @throws UnsupportedOperationException on Windows
    /// @throws UvFailure if the system refuses
    public static void reusePort(UvHandle socket) {
        if (Platform.current().isWindows()) {
            throw new UnsupportedOperationException("Windows has no SO_REUSEPORT");
        }
        PosixSockets.reusePort((int) socket.fileno());
    }

    /// The transport's extra information about the socket.
    public final <T> @Nullable T extraInfo(ExtraInfo<T> key) {
        Object value = switch (key.name()) {
            case "peername" -> farEnd();
            case "sockname" -> nearEnd();
            case "socket" -> this;
            default -> null;
        };
        return key.type().isInstance(value) ? key.type().cast(value) : null;
    }

    @Override
    public final void ref() {
        core.checkThread();
        if (handle().isOpen()) {
            handle().ref();
        }
    }

    @Override
    public final void unref() {
        core.checkThread();
        if (handle().isOpen()) {
            handle().unref();
        }
    }

    @Override
    public final boolean hasRef() {
        core.checkThread();
        return handle().isOpen() && handle().hasRef();
    }

    @Override
    public final long fileno() {
        core.checkThread();
        return handle().isOpen() ? handle().fileno() : -1;
    }

    @Override
    public final @Nullable SocketAddress localAddress() {
        core.checkThread();
        return nearEnd();
    }

    @Override
    public final @Nullable SocketAddress remoteAddress() {
        core.checkThread();
        return farEnd();
    }

    @Override
    public final int sendBufferSize() throws IOException {
        return size(() -> handle().sendBufferSize(0));
    }

    @Override
    public final void setSendBufferSize(int size) throws IOException {
        requirePositive(size);
        size(() -> handle().sendBufferSize(size));
    }

    @Override
    public final int receiveBufferSize() throws IOException {
        return size(() -> handle().receiveBufferSize(0));
    }

    @Override
    public final void setReceiveBufferSize(int size) throws IOException {
        requirePositive(size);
        size(() -> handle().receiveBufferSize(size));
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

    /// Runs a call on the socket if it is open.
    public final void option(String operation, IntSupplier call) throws IOException {
        requireOpen();
        int status = call.getAsInt();
        if (status < 0) {
            throw UvErrorMapping.toException(operation, status, this);
        }
    }

    @Override
    public void setNoDelay(boolean on) throws IOException {
        throw notTcp();
    }

    @Override
    public void setKeepAlive(@Nullable Duration idle) throws IOException {
        throw notTcp();
    }

    @Override
    public void setKeepAlive(Duration idle, Duration interval, int count) throws IOException {
        Objects.requireNonNull(idle, "the time before the first probe is null");
        Objects.requireNonNull(interval, "the time between two probes is null");
        throw notTcp();
    }

    @Override
    public void setUserTimeout(Duration limit) throws IOException {
        Objects.requireNonNull(limit, "the limit is null");
        throw notTcp();
    }

    protected final SocketException notTcp() throws IOException {
        requireOpen();
        return new SocketException("not a TCP socket");
    }

    protected final void requireOpen() throws IOException {
        core.checkThread();
        if (!handle().isOpen()) {
            throw new SocketException("the socket is closed");
        }
    }

    /// Any thread, because log messages contain it.
    @Override
    public final String toString() {
        SocketAddress far = farEnd();
        return nearEnd() + (far == null ? "" : arrow() + far);
    }

    /// The separator of the two addresses in a log message.
    protected abstract String arrow();
}
