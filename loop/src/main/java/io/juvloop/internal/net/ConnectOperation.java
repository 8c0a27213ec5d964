package io.juvloop.internal.net;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.UvTcp;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.LoopTimerHandle;
import io.juvloop.internal.core.Opening;
import io.juvloop.internal.stream.StreamTransport;
import io.juvloop.internal.stream.TransportMaker;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Connects a stream, with a time-out and the options of every connection; the subclass defines how.
///
/// Thread rule and lifetime: see [Opening], which a time-out completes too.
public abstract class ConnectOperation<P extends BaseProtocol> extends Opening<Connection<P>> {
    private static final int KEEP_ALIVE_SECONDS = 60;

    protected final ConnectOptions options;
    private final TransportMaker transports;
    private final Supplier<P> factory;
    private final String target;
    private @Nullable LoopTimerHandle timeout;

    protected ConnectOperation(
            LoopCore core, TransportMaker transports, Supplier<P> factory, ConnectOptions options, String target) {
        super(core);
        this.transports = transports;
        this.factory = factory;
        this.options = options;
        this.target = target;
    }

    /// Starts to connect, and calls [#succeed] or [#fail] now or later.
    protected abstract void connect();

    /// Closes the handles that were opened and are no longer needed.
    protected abstract void releaseAll();

    public final CompletableFuture<Connection<P>> start() {
        return begin(() -> {
            options.timeout()
                    .ifPresent(
                            limit -> timeout = core.timers().add(event(this::timedOut), Deadline.after(limit), null));
            connect();
        });
    }

    private void timedOut() {
        String limit = options.timeout().orElseThrow().toMillis() + " ms";
        fail(new SocketTimeoutException("connecting to " + target + " timed out after " + limit));
    }

    @Override
    protected final void release() {
        if (timeout != null) {
            timeout.cancel();
        }
        releaseAll();
    }

    /// Runs what ends the connecting of a stream: an error closes it, unless a transport has it by then.
    protected final void connected(UvStream stream, Runnable taking) {
        event(() -> {
                    try {
                        taking.run();
                    } catch (Throwable thrown) {
                        if (!(stream.events() instanceof StreamTransport)) {
                            stream.close();
                        }
                        throw thrown;
                    }
                })
                .run();
    }

    /// Completes with a connected stream, which the transport owns from here on.
    protected final void succeed(UvStream stream) {
        succeed(stream::close, () -> {
            configure(stream, options.isKeepAlive());
            P protocol = Arguments.requireProtocol(factory.get());
            StreamTransport transport = transports.make(stream, protocol, null);
            return new Opened<>(
                    new Connection<>(transport, protocol), transport::begin, transport::beginReading, transport::abort);
        });
    }

    /// Sets the options of every connection, whichever side opened it. A peer that has left already makes this
    /// fail, which the first read will report.
    static void configure(UvStream stream, boolean keepAlive) {
        if (stream instanceof UvTcp tcp) {
            tcp.noDelay(true);
            if (keepAlive) {
                tcp.keepAlive(true, KEEP_ALIVE_SECONDS);
            }
        }
    }
}
