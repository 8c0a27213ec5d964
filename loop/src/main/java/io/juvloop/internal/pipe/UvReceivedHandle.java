package io.juvloop.internal.pipe;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.PosixSockets;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPipe;
import io.juvloop.bindings.UvStream;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.net.AttachProtocol;
import io.juvloop.internal.net.CreateServer;
import io.juvloop.internal.stream.TransportMaker;
import io.juvloop.ipc.ReceivedHandle;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A stream on a handle received from another process, until it is claimed.
///
/// Loop thread only.
final class UvReceivedHandle implements ReceivedHandle, StreamEvents {
    private final LoopCore core;
    private final TransportMaker transports;
    private final Kind kind;
    private final Consumer<UvReceivedHandle> onClaimed;
    private @Nullable UvStream stream;

    UvReceivedHandle(LoopCore core, TransportMaker transports, UvStream stream, Consumer<UvReceivedHandle> onClaimed) {
        this.core = core;
        this.transports = transports;
        this.stream = stream;
        this.onClaimed = onClaimed;
        this.kind = kindOf((int) stream.fileno());
        stream.events(this);
    }

    private static Kind kindOf(int descriptor) {
        try {
            PosixSockets.Kind socket = PosixSockets.kindOf(descriptor);
            if (socket != PosixSockets.Kind.TCP && socket != PosixSockets.Kind.UNIX) {
                return Kind.OTHER;
            }
            if (PosixSockets.isListening(descriptor)) {
                return Kind.SERVER;
            }
            return PosixSockets.isConnected(descriptor) ? Kind.CONNECTION : Kind.OTHER;
        } catch (UvFailure noSocket) {
            return Kind.OTHER;
        }
    }

    @Override
    public Kind kind() {
        core.checkThread();
        return kind;
    }

    private UvStream claim(Kind wanted) {
        if (kind != wanted) {
            throw new IllegalStateException("what was passed is of kind " + kind + ", not " + wanted);
        }
        return claim();
    }

    private UvStream claim() {
        UvStream claimed = stream;
        if (claimed == null) {
            throw new IllegalStateException("the handle was claimed or closed");
        }
        onClaimed.accept(this);
        stream = null; // and from here on it is the caller's, without a call in between
        return claimed;
    }

    @Override
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> connectAccepted(Supplier<P> factory) {
        core.checkUsable();
        Arguments.requireFactory(factory);
        return new AttachProtocol<>(core, transports, factory, ConnectOptions.DEFAULT, () -> claim(Kind.CONNECTION))
                .start();
    }

    @Override
    public CompletableFuture<Server> createServer(Supplier<? extends BaseProtocol> factory, ServerOptions options) {
        core.checkUsable();
        Arguments.requireFactory(factory);
        if (options.isIpc()) {
            Arguments.requireUnixForIpc(stream instanceof UvPipe);
        }
        return CreateServer.on(core, transports, () -> claim(Kind.SERVER), factory, options);
    }

    @Override
    public long detach() throws IOException {
        core.checkUsable();
        if (stream == null) {
            throw new IllegalStateException("the handle was claimed or closed");
        }
        try {
            long copy = Descriptors.duplicate(stream.fileno());
            claim().close();
            return copy;
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, null);
        }
    }

    @Override
    public void close() {
        core.checkThread();
        if (stream != null) {
            claim().close();
        }
    }

    @Override
    public void onClosed() {
        if (stream != null) {
            stream = null;
            onClaimed.accept(this);
        }
    }

    @Override
    public String toString() {
        return "passed handle of kind " + kind + (stream == null ? " (claimed or closed)" : "");
    }
}
