package io.juvloop.internal.pipe;

import io.juvloop.BaseProtocol;
import io.juvloop.bindings.UvPipe;
import io.juvloop.bindings.UvStream;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.stream.ServerConnections;
import io.juvloop.internal.stream.StreamDirection;
import io.juvloop.internal.stream.StreamTransport;
import io.juvloop.internal.stream.TransportMaker;
import org.jspecify.annotations.Nullable;

/// Creates the transports of connections: one that passes handles for an IPC pipe, an ordinary one for every
/// other stream.
///
/// Loop thread only. Lives as long as the loop.
public final class StreamTransports implements TransportMaker {
    private final LoopCore core;

    public StreamTransports(LoopCore core) {
        this.core = core;
    }

    @Override
    public StreamTransport make(UvStream stream, BaseProtocol protocol, @Nullable ServerConnections siblings) {
        return stream instanceof UvPipe pipe && pipe.isIpc()
                ? new UvIpcTransport(core, this, pipe, protocol, siblings)
                : new StreamTransport(core, stream, protocol, StreamDirection.BOTH, siblings);
    }
}
