package io.juvloop.testing;

import io.juvloop.BaseProtocol;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Server;
import io.juvloop.TimerHandle;
import io.juvloop.TransportSocket;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A server in memory, found by its port or the name of its unix socket.
///
/// Loop thread only. The loop holds it until it is closed.
final class MemoryServer implements Server {
    private static final System.Logger LOG = System.getLogger("io.juvloop.testing");

    private final TestLoop loop;
    private final MemoryNetwork network;
    private final Supplier<? extends BaseProtocol> factory;
    private final SocketAddress address;
    private final MemorySocket socket;
    private final Set<MemoryTransport> connections = new LinkedHashSet<>();
    private final List<LoopFuture<Void>> waiting = new ArrayList<>();
    private @Nullable Forever forever;
    private boolean serving;
    private boolean closed;

    MemoryServer(
            TestLoop loop, MemoryNetwork network, Supplier<? extends BaseProtocol> factory, SocketAddress address) {
        this.loop = loop;
        this.network = network;
        this.factory = factory;
        this.address = address;
        socket = new MemorySocket(loop, address, null);
    }

    /// Closes the server when it is cancelled.
    private static final class Forever extends LoopFuture<Void> {
        private final MemoryServer server;

        Forever(MemoryServer server) {
            super(server.loop);
            this.server = server;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            if (cancelled && !server.loop.isClosed()) {
                var _ = server.loop.callSoonThreadsafe(server::close);
            }
            return cancelled;
        }
    }

    boolean accepts() {
        return serving;
    }

    BaseProtocol newProtocol() {
        return factory.get();
    }

    void joined(MemoryTransport transport) {
        connections.add(transport);
        transport.whenGone(() -> {
            connections.remove(transport);
            checkGone();
        });
    }

    private void requireOpen() {
        loop.requireUsable();
        if (closed) {
            throw new IllegalStateException("the server is closed");
        }
    }

    @Override
    public CompletableFuture<Void> startServing() {
        requireOpen();
        serving = true;
        LoopFuture<Void> started = loop.createFuture();
        started.complete(null);
        return started;
    }

    @Override
    public CompletableFuture<Void> serveForever() {
        requireOpen();
        if (forever != null) {
            throw new IllegalStateException("the server is already being served for ever");
        }
        serving = true;
        forever = new Forever(this);
        return forever;
    }

    @Override
    public void close() {
        loop.requireThread();
        if (closed) {
            return;
        }
        closed = true;
        serving = false;
        socket.close();
        network.closed(this, address);
        Forever served = forever;
        if (served != null) {
            forever = null;
            var _ = served.cancel(false);
        }
        checkGone();
    }

    /// Whether it keeps a loop alive that runs until nothing is left.
    boolean keepsAlive() {
        return socket.hasRef();
    }

    /// The loop is being closed.
    void abandon() {
        LOG.log(Level.WARNING, "closing the loop with an unclosed {0}", this);
        close();
    }

    private void checkGone() {
        if (closed && connections.isEmpty()) {
            List<LoopFuture<Void>> woken = List.copyOf(waiting);
            waiting.clear();
            woken.forEach(future -> future.complete(null));
        }
    }

    @Override
    public CompletableFuture<Void> waitClosed() {
        loop.requireThread();
        LoopFuture<Void> gone = loop.createFuture();
        waiting.removeIf(Future::isDone); // by being cancelled
        waiting.add(gone);
        checkGone();
        return gone;
    }

    @Override
    public CompletableFuture<Void> shutdown(Duration limit) {
        Objects.requireNonNull(limit, "the limit is null");
        close();
        CompletableFuture<Void> gone = waitClosed();
        if (!gone.isDone()) {
            TimerHandle abort = loop.callLater(limit, this::abortClients);
            var _ = gone.whenComplete((_, _) -> loop.callSoonThreadsafe(abort::cancel)); // any thread may cancel it
        }
        return gone;
    }

    @Override
    public boolean isServing() {
        loop.requireThread();
        return serving;
    }

    @Override
    public void closeClients() {
        loop.requireThread();
        List.copyOf(connections).forEach(MemoryTransport::close);
    }

    @Override
    public void abortClients() {
        loop.requireThread();
        List.copyOf(connections).forEach(MemoryTransport::abort);
    }

    @Override
    public List<TransportSocket> sockets() {
        loop.requireThread();
        return closed ? List.of() : List.of(socket);
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public String toString() {
        return "memory server " + (closed ? "(closed)" : address.toString());
    }
}
