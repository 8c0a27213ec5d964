package io.juvloop.internal.net;

import io.juvloop.BaseProtocol;
import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.TransportSocket;
import io.juvloop.bindings.UvStream;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.LoopTimerHandle;
import io.juvloop.internal.core.OperationFuture;
import io.juvloop.internal.stream.ServerConnections;
import io.juvloop.internal.stream.StreamTransport;
import io.juvloop.internal.stream.TransportMaker;
import io.juvloop.internal.stream.UpperLayer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The listening sockets of one protocol factory, and the connections they accepted.
///
/// Loop thread only, except its futures. The loop references it through its handles until it is closed. See
/// [asyncio.Server](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.Server).
final class UvServer implements Server {
    private final LoopCore core;
    private final TransportMaker transports;
    private final ServerOptions options;
    private final Supplier<? extends BaseProtocol> factory;
    private final ServerConnections connections = new ServerConnections(this::checkGone);
    private final List<Listener> listeners = new ArrayList<>();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private @Nullable CompletableFuture<Void> forever;
    private @Nullable UnixPath path;
    private @Nullable Object pathIdentity;
    private boolean serving;
    private boolean closed;
    private boolean isGone;

    UvServer(
            LoopCore core, TransportMaker transports, Supplier<? extends BaseProtocol> factory, ServerOptions options) {
        this.core = core;
        this.transports = transports;
        this.factory = factory;
        this.options = options;
    }

    Listener newListener() {
        return new Listener(this);
    }

    void add(Listener listener, UvStream stream) {
        listener.bound(stream);
        listeners.add(listener);
    }

    /// Records the socket file to remove at close.
    void owns(UnixPath file) throws IOException {
        path = file;
        pathIdentity = file.identity();
    }

    LoopCore core() {
        return core;
    }

    ServerOptions options() {
        return options;
    }

    StreamTransport newTransport(UvStream client) {
        return transports.make(client, Arguments.requireProtocol(factory.get()), connections);
    }

    void report(String message, Throwable thrown) {
        core.failed(thrown, () -> ExceptionContext.of(message, thrown).with(this));
    }

    /// Listens on every socket, or closes the server at the first failure.
    void listen() throws IOException {
        if (serving) {
            return;
        }
        for (Listener listener : listeners) {
            try {
                listener.listen(options.backlog());
            } catch (IOException failure) {
                close();
                throw failure;
            }
        }
        serving = true;
    }

    @Override
    public CompletableFuture<Void> startServing() {
        requireOpen();
        OperationFuture<Void> started = new OperationFuture<>(core);
        try {
            listen();
            started.complete(null);
        } catch (IOException failure) {
            started.completeExceptionally(failure);
        }
        return started;
    }

    @Override
    public CompletableFuture<Void> serveForever() {
        requireOpen();
        if (forever != null) {
            throw new IllegalStateException("the server is already being served for ever");
        }
        CompletableFuture<Void> end = startServing();
        if (end.isCompletedExceptionally()) {
            return end;
        }
        OperationFuture<Void> served = new OperationFuture<>(core);
        forever = served;
        served.onCancel(this::close);
        return served;
    }

    private void requireOpen() {
        core.checkUsable();
        if (closed) {
            throw new IllegalStateException("the server is closed");
        }
    }

    @Override
    public void close() {
        core.checkThread();
        if (isGone) {
            return;
        }
        closed = true; // and after an error it is called again
        serving = false;
        while (!listeners.isEmpty()) {
            listeners.getFirst().close();
            var _ = listeners.removeFirst();
        }
        removePath();
        CompletableFuture<Void> served = forever;
        if (served != null) {
            forever = null;
            served.cancel(false);
        }
        isGone = true;
        checkGone();
    }

    private void removePath() {
        if (path == null || pathIdentity == null) {
            return;
        }
        try {
            path.removeIfStill(pathIdentity);
            path = null;
        } catch (IOException failure) {
            report("the socket file " + path + " could not be removed", failure);
        }
    }

    /// Completes the waiting futures, once the server is closed and has no connection.
    private void checkGone() {
        if (closed && connections.isEmpty()) {
            List<CompletableFuture<Void>> woken = List.copyOf(waiting);
            waiting.clear();
            woken.forEach(future -> future.complete(null));
        }
    }

    @Override
    public CompletableFuture<Void> waitClosed() {
        core.checkThread();
        OperationFuture<Void> gone = new OperationFuture<>(core);
        waiting.add(gone);
        gone.onCancel(() -> waiting.removeIf(Future::isCancelled));
        checkGone();
        return gone;
    }

    @Override
    public CompletableFuture<Void> shutdown(Duration limit) {
        long deadline = Deadline.after(Objects.requireNonNull(limit, "the limit is null"));
        close();
        CompletableFuture<Void> gone = waitClosed();
        if (!gone.isDone()) {
            LoopTimerHandle abort = core.timers().add(this::abortClients, deadline, null);
            var _ = gone.whenComplete((_, _) -> core.runOnLoop(abort::cancel)); // it may be cancelled on any thread
        }
        return gone;
    }

    @Override
    public boolean isServing() {
        core.checkThread();
        return serving;
    }

    @Override
    public void closeClients() {
        core.checkThread();
        connections.forEach(UvServer::close);
    }

    @Override
    public void abortClients() {
        core.checkThread();
        connections.forEach(UvServer::abort);
    }

    private static void close(StreamTransport transport) {
        if (transport.protocol() instanceof UpperLayer layer) {
            layer.closeTop();
        } else {
            transport.close();
        }
    }

    private static void abort(StreamTransport transport) {
        if (transport.protocol() instanceof UpperLayer layer) {
            layer.abortTop();
        } else {
            transport.abort();
        }
    }

    @Override
    public List<TransportSocket> sockets() {
        core.checkThread();
        return listeners.stream().map(Listener::socket).toList();
    }

    @Override
    public EventLoop loop() {
        return core.loop();
    }

    @Override
    public String toString() {
        return "server " + (closed ? "(closed)" : listeners.toString());
    }
}
