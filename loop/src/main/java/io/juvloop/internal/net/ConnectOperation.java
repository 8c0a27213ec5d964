package io.juvloop.internal.net;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.UvTcp;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.Opening;
import io.juvloop.internal.core.TimerCall;
import io.juvloop.internal.stream.StreamTransport;
import io.juvloop.internal.stream.TransportMaker;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A connection being made: its time-out, and the options that every connection gets; how it is made is the
/// subclass's.
///
/// Thread rule and lifetime: see [Opening], which a time-out ends too.
public abstract class ConnectOperation<P extends BaseProtocol> extends Opening<Connection<P>> {
    private static final int KEEP_ALIVE_SECONDS = 60;

    protected final ConnectOptions options;
    private final TransportMaker transports;
    private final Supplier<P> factory;
    private final String target;
    private @Nullable TimerCall timeout;

    protected ConnectOperation(
            LoopCore core, TransportMaker transports, Supplier<P> factory, ConnectOptions options, String target) {
        super(core);
        this.transports = transports;
        this.factory = factory;
        this.options = options;
        this.target = target;
    }

    /// Makes the connection, calling [#succeed] or [#fail] now or later.
    protected abstract void connect();

    /// Closes what was begun and is not needed any more.
    protected abstract void releaseAll();

    public final CompletableFuture<Connection<P>> start() {
        if (options.timeout() != null) {
            timeout = core.timers().add(this::timedOut, Deadline.after(options.timeout()), null);
        }
        connect();
        return future();
    }

    private void timedOut() {
        String limit = Objects.requireNonNull(options.timeout()).toMillis() + " ms";
        fail(new SocketTimeoutException("connecting to " + target + " timed out after " + limit));
    }

    @Override
    protected final void release() {
        if (timeout != null) {
            timeout.cancel();
        }
        releaseAll();
    }

    /// The stream is connected and from here on the transport's.
    protected final void succeed(UvStream stream) {
        succeed(stream::close, () -> {
            configure(stream, options.keepAlive());
            P protocol = Arguments.requireProtocol(factory.get());
            StreamTransport transport = transports.make(stream, protocol, null);
            return new Opened<>(
                    new Connection<>(transport, protocol), transport::begin, transport::beginReading, transport::abort);
        });
    }

    /// Options of every connection, whichever side began it. A peer that left already makes them fail, which
    /// the first read will tell.
    static void configure(UvStream stream, boolean keepAlive) {
        if (stream instanceof UvTcp tcp) {
            tcp.noDelay(true);
            if (keepAlive) {
                tcp.keepAlive(true, KEEP_ALIVE_SECONDS);
            }
        }
    }
}
