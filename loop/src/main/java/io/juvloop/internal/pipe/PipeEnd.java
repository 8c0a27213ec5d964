package io.juvloop.internal.pipe;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPipe;
import io.juvloop.bindings.UvPoll;
import io.juvloop.bindings.UvStream;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.net.AdoptSocket;
import io.juvloop.internal.net.AttachProtocol;
import io.juvloop.internal.stream.TransportMaker;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// One end of a pipe that other code created, checked before it is changed. A wrong number must do no harm to
/// its owner, and libuv aborts the process if it polls a descriptor that cannot be polled, such as a regular
/// file.
///
/// Loop thread only. Lives while a transport is created for it.
///
/// @param adoption what adopts it if it is a socket
/// @param descriptor its number
/// @param kind the kind of file behind the descriptor
record PipeEnd(LoopCore core, AdoptSocket adoption, long descriptor, Descriptors.Kind kind) {
    private static final StreamEvents NOBODY_YET = new StreamEvents() {};

    /// Creates the transport of an end.
    @FunctionalInterface
    interface Maker {
        PipeTransport make(PipeEnd end, UvStream stream, BaseProtocol protocol);
    }

    static PipeEnd forReading(LoopCore core, AdoptSocket adoption, long descriptor) {
        Descriptors.Kind kind = kindOf(descriptor);
        if (!Descriptors.isReadable(descriptor)) {
            throw new IllegalArgumentException("descriptor " + descriptor + " is not open for reading");
        }
        return new PipeEnd(core, adoption, descriptor, kind);
    }

    static PipeEnd forWriting(LoopCore core, AdoptSocket adoption, long descriptor) {
        Descriptors.Kind kind = kindOf(descriptor);
        if (!Descriptors.isWritable(descriptor)) {
            throw new IllegalArgumentException("descriptor " + descriptor + " is not open for writing");
        }
        return new PipeEnd(core, adoption, descriptor, kind);
    }

    private static Descriptors.Kind kindOf(long descriptor) {
        if (descriptor < 0 || descriptor > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("descriptor " + descriptor + " is no descriptor");
        }
        if (Platform.current().isWindows()) {
            return Descriptors.Kind.PIPE;
        }
        Descriptors.Kind kind;
        try {
            kind = Descriptors.kindOf(descriptor);
        } catch (UvFailure failure) {
            throw unusable(descriptor, failure);
        }
        if (kind == Descriptors.Kind.OTHER) {
            throw new IllegalArgumentException(
                    "descriptor " + descriptor + " is not a pipe, a socket or a character device");
        }
        return kind;
    }

    private UvStream open() {
        if (kind == Descriptors.Kind.SOCKET) {
            return adoption.connected(descriptor, false);
        }
        adoption.requireFree(descriptor);
        if (kind == Descriptors.Kind.CHARACTER_DEVICE) {
            requireWaitable(core, descriptor);
        }
        UvPipe pipe = new UvPipe(core.uv(), NOBODY_YET);
        try {
            pipe.open((int) descriptor);
            return pipe;
        } catch (UvFailure failure) {
            pipe.close();
            throw unusable(descriptor, failure);
        } catch (Throwable thrown) {
            pipe.close();
            throw thrown;
        }
    }

    /// Throws if the system cannot poll the descriptor; it cannot poll a device like `/dev/null`, which is
    /// always ready.
    private static void requireWaitable(LoopCore core, long descriptor) {
        try {
            new UvPoll(core.uv(), descriptor, (status, events) -> {}).close();
        } catch (UvFailure failure) {
            throw unusable(descriptor, failure);
        }
    }

    private static IllegalArgumentException unusable(long descriptor, UvFailure failure) {
        return new IllegalArgumentException(
                "descriptor " + descriptor + " cannot be used as a pipe", UvErrorMapping.toException(failure, null));
    }

    <P extends BaseProtocol> CompletableFuture<Connection<P>> connect(Supplier<P> factory, Maker maker) {
        TransportMaker transports = (opened, protocol, siblings) -> maker.make(this, opened, protocol);
        return new AttachProtocol<>(core, transports, factory, ConnectOptions.DEFAULT, this::open).start();
    }
}
