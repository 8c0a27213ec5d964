package io.juvloop.internal.net;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.bindings.Host;
import io.juvloop.bindings.PosixSockets;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPipe;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.UvTcp;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.descriptor.PolledDescriptors;
import io.juvloop.internal.stream.TransportMaker;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Takes over a socket that something else made. What it is gets checked before it is touched, so that a wrong
/// number costs its owner nothing.
///
/// Loop thread only. See
/// [connect_accepted_socket](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.connect_accepted_socket).
public final class AdoptSocket {
    private static final StreamEvents NOBODY_YET = new StreamEvents() {};

    private final LoopCore core;
    private final PolledDescriptors descriptors;

    /// Takes over sockets for one loop.
    ///
    /// @param descriptors that the loop watches for users
    public AdoptSocket(LoopCore core, PolledDescriptors descriptors) {
        this.core = core;
        this.descriptors = descriptors;
    }

    /// Takes over a connection.
    ///
    /// @throws IllegalArgumentException if it is none that can be; then it stays the caller's
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connect(
            TransportMaker transports, Supplier<P> factory, long socket, ConnectOptions options) {
        UvStream stream = connected(socket, options.ipc());
        return new ConnectOpened<>(core, transports, factory, options, stream).start();
    }

    /// An open stream around the descriptor of a connected socket, which it owns from then on.
    ///
    /// @param ipc whether handles are to be passed over it
    /// @throws IllegalArgumentException if it is none that can be; then it stays the caller's
    public UvStream connected(long socket, boolean ipc) {
        requireConnected(socket);
        return adopt(socket, NOBODY_YET, ipc);
    }

    private static void requireConnected(long socket) {
        if (Host.current().isWindows()) {
            return;
        }
        try {
            if (PosixSockets.isListening((int) socket) || !PosixSockets.isConnected((int) socket)) {
                throw new IllegalArgumentException("socket " + socket + " is not connected");
            }
        } catch (UvFailure failure) {
            throw new IllegalArgumentException(
                    "socket " + socket + " cannot be used", UvErrorMapping.toException(failure, null));
        }
    }

    /// An open stream around a descriptor, which it owns from then on.
    ///
    /// @throws IllegalArgumentException if it is no stream socket; then it stays the caller's
    UvStream adopt(long socket, StreamEvents events, boolean ipc) {
        PosixSockets.Kind kind = kindOf(socket);
        if (kind != PosixSockets.Kind.TCP && kind != PosixSockets.Kind.UNIX) {
            throw new IllegalArgumentException("socket " + socket + " is not a TCP or unix stream socket");
        }
        if (ipc) {
            Arguments.requireUnixForIpc(kind == PosixSockets.Kind.UNIX);
        }
        requireFree(socket);
        UvStream stream =
                kind == PosixSockets.Kind.TCP ? new UvTcp(core.uv(), events) : new UvPipe(core.uv(), events, ipc);
        try {
            if (stream instanceof UvTcp tcp) {
                tcp.open(socket);
            } else {
                ((UvPipe) stream).open((int) socket);
            }
            return stream;
        } catch (UvFailure failure) {
            stream.close();
            throw new IllegalArgumentException(
                    "socket " + socket + " cannot be taken over", UvErrorMapping.toException(failure, null));
        }
    }

    /// The descriptors that the loop watches for users.
    public PolledDescriptors watched() {
        return descriptors;
    }

    /// Two handles of one loop on one descriptor make libuv end the process.
    public void requireFree(long socket) {
        descriptors.requireUnowned(socket);
        if (descriptors.find(socket) != null) {
            throw new IllegalArgumentException("socket " + socket + " is watched by the loop already");
        }
    }

    public static PosixSockets.Kind kindOf(long socket) {
        if (Host.current().isWindows()) {
            return PosixSockets.Kind.TCP;
        }
        try {
            return PosixSockets.kindOf((int) socket);
        } catch (UvFailure failure) {
            throw new IllegalArgumentException(
                    "descriptor " + socket + " is not a socket", UvErrorMapping.toException(failure, null));
        }
    }
}
