package io.juvloop.internal.net;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvStream;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.stream.TransportMaker;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Attaches a protocol to a stream that is open already; `connectionMade` is called in a callback of the loop,
/// as for every connection.
///
/// Loop thread only.
public final class AttachProtocol<P extends BaseProtocol> extends ConnectOperation<P> {
    private @Nullable UvStream stream;

    /// @param stream the stream, which this owns from here on
    public AttachProtocol(
            LoopCore core, TransportMaker transports, Supplier<P> factory, ConnectOptions options, UvStream stream) {
        super(core, transports, factory, options, "an open stream");
        this.stream = stream;
        stream.events(new Waiting());
    }

    private final class Waiting implements StreamEvents {
        @Override
        public void onClosed() {
            if (stream != null) {
                loopClosed();
            }
        }
    }

    @Override
    protected void connect() {
        core.callInternally(event(() -> {
            UvStream opened = stream;
            if (opened != null) {
                connected(opened, () -> {
                    stream = null;
                    succeed(opened);
                });
            }
        }));
    }

    @Override
    protected void releaseAll() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }
}
