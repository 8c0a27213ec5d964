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
    private final Supplier<? extends UvStream> opening;
    private @Nullable UvStream stream;

    /// @param opening opens the stream, which this owns from there on; what it throws, the caller of the start gets
    public AttachProtocol(
            LoopCore core,
            TransportMaker transports,
            Supplier<P> factory,
            ConnectOptions options,
            Supplier<? extends UvStream> opening) {
        super(core, transports, factory, options, "an open stream");
        this.opening = opening;
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
        UvStream given = opening.get();
        stream = given; // without a call in between, which an error could end
        given.events(new Waiting());
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
