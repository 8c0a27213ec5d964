package io.juvloop.internal.net;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.UvTcp;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.OperationFuture;
import io.juvloop.internal.core.TimerCall;
import io.juvloop.internal.core.Timers;
import io.juvloop.internal.stream.StreamTransport;
import io.juvloop.internal.stream.TransportMaker;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A connection being made: its future, its time-out and its cancellation; how it is made is the subclass's.
///
/// It ends once, by success, failure, time-out, cancellation or the loop's close; whatever stream it holds then
/// has one owner and is closed once.
///
/// Loop thread only, except the future.
public abstract class ConnectOperation<P extends BaseProtocol> {
    private static final int KEEP_ALIVE_SECONDS = 60;

    protected final LoopCore core;
    protected final ConnectOptions options;
    private final TransportMaker transports;
    private final Supplier<P> factory;
    private final String target;
    private final OperationFuture<Connection<P>> future;
    private @Nullable TimerCall timeout;
    private boolean ended;

    protected ConnectOperation(
            LoopCore core, TransportMaker transports, Supplier<P> factory, ConnectOptions options, String target) {
        this.core = core;
        this.transports = transports;
        this.factory = factory;
        this.options = options;
        this.target = target;
        this.future = new OperationFuture<>(core);
    }

    /// Makes the connection, calling [#succeed] or [#fail] now or later.
    protected abstract void connect();

    /// Closes what was begun and is not needed any more.
    protected abstract void releaseAll();

    public final CompletableFuture<Connection<P>> start() {
        if (options.timeout() != null) {
            timeout = core.timers().add(this::timedOut, Timers.deadline(options.timeout()), null);
        }
        connect();
        future.onCancel(this::end);
        return future;
    }

    private void timedOut() {
        String limit = Objects.requireNonNull(options.timeout()).toMillis() + " ms";
        fail(new SocketTimeoutException("connecting to " + target + " timed out after " + limit));
    }

    /// Whether it has ended, as it does when the loop is closed under it.
    protected final boolean hasEnded() {
        if (core.isClosed()) {
            loopClosed();
        }
        return ended;
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        if (timeout != null) {
            timeout.cancel();
        }
        releaseAll();
        return true;
    }

    protected final void fail(Throwable failure) {
        if (end()) {
            future.completeExceptionally(failure);
        }
    }

    protected final void loopClosed() {
        fail(LoopCore.closedException());
    }

    /// The stream is connected and from here on the transport's. Data comes only in a later turn, when whoever
    /// waits for the future has seen it.
    protected final void succeed(UvStream stream) {
        if (!end()) {
            stream.close();
            return;
        }
        StreamTransport transport;
        P protocol;
        try {
            configure(stream, options.keepAlive());
            protocol = Arguments.requireProtocol(factory.get());
            transport = transports.make(stream, protocol, null);
        } catch (Throwable thrown) {
            stream.close();
            core.failStopping(thrown);
            future.completeExceptionally(thrown);
            return;
        }
        transport.begin();
        if (future.complete(new Connection<>(transport, protocol))) {
            core.callInternally(transport::beginReading);
        } else {
            transport.abort();
        }
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
