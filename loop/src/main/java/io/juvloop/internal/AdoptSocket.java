package io.juvloop.internal;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.bindings.Host;
import io.juvloop.bindings.PosixSockets;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvHandle;
import io.juvloop.bindings.UvPipe;
import io.juvloop.bindings.UvPoll;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.UvTcp;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes over a socket that something else made. What it is gets checked before it is touched, so that a wrong
/// number costs its owner nothing.
///
/// Loop thread only. See
/// [connect_accepted_socket](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.connect_accepted_socket).
public final class AdoptSocket<P extends BaseProtocol> extends ConnectOperation<P> {
    private @Nullable UvStream stream;

    AdoptSocket(UvEventLoop loop, Supplier<P> factory, long socket, ConnectOptions options) {
        super(loop, factory, options, "socket " + socket);
        requireConnected(socket);
        this.stream = adopt(loop, socket, new Waiting());
    }

    /// Until the protocol is told, which happens in a turn of the loop as with every other connection.
    private final class Waiting implements StreamEvents {
        @Override
        public void onClosed() {
            if (stream != null) {
                loopClosed();
            }
        }
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
    static UvStream adopt(UvEventLoop loop, long socket, StreamEvents events) {
        PosixSockets.Kind kind = kindOf(socket);
        if (kind != PosixSockets.Kind.TCP && kind != PosixSockets.Kind.UNIX) {
            throw new IllegalArgumentException("socket " + socket + " is not a TCP or unix stream socket");
        }
        requireFree(loop, socket);
        UvStream stream = kind == PosixSockets.Kind.TCP ? new UvTcp(loop.uv(), events) : new UvPipe(loop.uv(), events);
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

    /// Two handles of one loop on one descriptor make libuv end the process.
    public static void requireFree(UvEventLoop loop, long socket) {
        for (UvHandle handle : loop.uv().handles()) {
            if (handle instanceof UvPoll poll) {
                if (poll.isOpen() && poll.socket() == socket) {
                    throw new IllegalArgumentException("socket " + socket + " is watched by the loop already");
                }
            } else if (handle.owns(socket)) {
                throw new IllegalArgumentException("socket " + socket + " belongs to " + handle.owner());
            }
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

    @Override
    void connect() {
        loop.callInternally(() -> {
            UvStream adopted = stream;
            if (adopted != null) {
                stream = null;
                succeed(adopted);
            }
        });
    }

    @Override
    void releaseAll() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }
}
