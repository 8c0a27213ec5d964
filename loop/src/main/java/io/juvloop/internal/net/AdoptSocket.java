package io.juvloop.internal.net;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.bindings.Platform;
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

/// Adopts a socket that other code created. It is checked before it is changed, so that a wrong number does no
/// harm to its owner.
///
/// Loop thread only. See
/// [connect_accepted_socket](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.connect_accepted_socket).
public final class AdoptSocket {
    private static final StreamEvents NOBODY_YET = new StreamEvents() {};

    private final LoopCore core;
    private final PolledDescriptors descriptors;

    /// Adopts sockets for one loop.
    ///
    /// @param descriptors the descriptors that the loop watches for users
    public AdoptSocket(LoopCore core, PolledDescriptors descriptors) {
        this.core = core;
        this.descriptors = descriptors;
    }

    /// Adopts a connected socket as a connection.
    ///
    /// @throws IllegalArgumentException if the socket cannot be adopted; it then stays the caller's
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connect(
            TransportMaker transports, Supplier<P> factory, long socket, ConnectOptions options) {
        return new AttachProtocol<>(core, transports, factory, options, () -> connected(socket, options.isIpc()))
                .start();
    }

    /// Opens a stream on the descriptor of a connected socket, which the stream owns from then on.
    ///
    /// @param ipc whether handles are to be passed over it
    /// @throws IllegalArgumentException if the socket cannot be adopted; it then stays the caller's
    public UvStream connected(long socket, boolean ipc) {
        requireConnected(socket);
        return adopt(socket, NOBODY_YET, ipc);
    }

    private static void requireConnected(long socket) {
        if (Platform.current().isWindows()) {
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

    /// Opens a stream on a descriptor, which the stream owns from then on.
    ///
    /// @throws IllegalArgumentException if it is no stream socket; it then stays the caller's
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
        } catch (Throwable thrown) {
            stream.close();
            throw thrown;
        }
    }

    /// The descriptors that the loop watches for users.
    public PolledDescriptors watched() {
        return descriptors;
    }

    /// Throws if the loop uses the descriptor already, because two handles of one loop on one descriptor make
    /// libuv abort the process.
    public void requireFree(long socket) {
        descriptors.requireUnowned(socket);
        if (descriptors.find(socket) != null) {
            throw new IllegalArgumentException("socket " + socket + " is watched by the loop already");
        }
    }

    public static PosixSockets.Kind kindOf(long socket) {
        if (Platform.current().isWindows()) {
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
