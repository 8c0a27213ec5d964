package io.juvloop.internal;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Gives a protocol to a stream that is open already: it is told in a turn of the loop, as with every other
/// connection.
///
/// Loop thread only.
public final class ConnectOpened<P extends BaseProtocol> extends ConnectOperation<P> {
    /// Makes the transport that suits a stream.
    @FunctionalInterface
    public interface TransportMaker {
        /// Makes it; the stream is the transport's from then on.
        StreamTransport make(UvEventLoop loop, UvStream stream, BaseProtocol protocol);
    }

    private final TransportMaker maker;
    private @Nullable UvStream stream;

    /// @param stream which belongs to this from here on
    /// @param maker makes the transport
    public ConnectOpened(
            UvEventLoop loop, Supplier<P> factory, ConnectOptions options, UvStream stream, TransportMaker maker) {
        super(loop, factory, options, "an open stream");
        this.maker = maker;
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
    protected StreamTransport transportOver(UvStream opened, P protocol) {
        return maker.make(loop, opened, protocol);
    }

    @Override
    protected void connect() {
        loop.callInternally(() -> {
            UvStream opened = stream;
            if (opened != null) {
                stream = null;
                succeed(opened);
            }
        });
    }

    @Override
    protected void releaseAll() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }
}
