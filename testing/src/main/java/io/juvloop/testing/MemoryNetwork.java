package io.juvloop.testing;

import io.juvloop.BaseProtocol;
import io.juvloop.BufferedProtocol;
import io.juvloop.Connection;
import io.juvloop.ExceptionContext;
import io.juvloop.LoopFuture;
import io.juvloop.LoopStats;
import io.juvloop.Protocol;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.StreamProtocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The connections and servers of one [TestLoop], which meet by a port or by the name of a unix socket.
///
/// Loop thread only, except [#counts]. Lives as long as the loop.
final class MemoryNetwork {
    private static final int FIRST_PORT = 49152;
    private static final int LAST_PORT = 65535;

    private final TestLoop loop;
    private final Set<MemoryTransport> connections = new LinkedHashSet<>();
    private final Set<MemoryServer> servers = new LinkedHashSet<>();
    private final Map<SocketAddress, MemoryServer> byAddress = new HashMap<>();
    private int nextPort = FIRST_PORT;
    private long links;
    private volatile LoopStats.Count connectionCount = new LoopStats.Count(0, 0);
    private volatile LoopStats.Count serverCount = new LoopStats.Count(0, 0);

    MemoryNetwork(TestLoop loop) {
        this.loop = loop;
    }

    /// Refuses what is no protocol of a stream.
    static StreamProtocol checked(BaseProtocol protocol) {
        Objects.requireNonNull(protocol, "the protocol is null");
        if (protocol instanceof StreamProtocol stream
                && (protocol instanceof Protocol || protocol instanceof BufferedProtocol)) {
            return stream;
        }
        throw new IllegalArgumentException("neither a Protocol nor a BufferedProtocol: " + protocol);
    }

    // --- Connections

    InetSocketAddress nextAddress() {
        int port = nextPort;
        nextPort = port == LAST_PORT ? FIRST_PORT : port + 1;
        return address(port);
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    MemoryLink link(LinkOptions options, SocketAddress left, SocketAddress right) {
        return new MemoryLink(loop, this, Objects.requireNonNull(options, "the options are null"), left, right);
    }

    <P extends BaseProtocol> CompletableFuture<Connection<P>> open(Supplier<P> factory, SocketAddress where) {
        LoopFuture<Connection<P>> future =
                new MemoryOpening<>(loop, made -> made.transport().abort());
        LinkOptions options = loop.link().withSeed(loop.link().seed() + ++links);
        long thereAndBack = 2 * options.greatestDelay().toNanos();
        var _ = loop.callAt(loop.time() + thereAndBack, () -> {
            if (!future.isDone()) {
                connect(future, factory, where, options);
            }
        });
        return future;
    }

    private <P extends BaseProtocol> void connect(
            LoopFuture<Connection<P>> future, Supplier<P> factory, SocketAddress where, LinkOptions options) {
        MemoryServer server = byAddress.get(where);
        if (server == null || !server.accepts()) {
            future.completeExceptionally(MemoryNames.refused(where, server == null));
            return;
        }
        SocketAddress near = where instanceof InetSocketAddress ? nextAddress() : MemoryNames.UNNAMED;
        MemoryLink link = link(options, near, where);
        P protocol;
        StreamProtocol stream;
        try {
            protocol = factory.get();
            stream = checked(protocol);
        } catch (RuntimeException thrown) {
            future.completeExceptionally(thrown);
            return;
        }
        link.first().begin(stream);
        future.complete(new Connection<>(link.first(), protocol));
        accept(server, link);
    }

    private void accept(MemoryServer server, MemoryLink link) {
        try {
            StreamProtocol protocol = checked(server.newProtocol());
            server.joined(link.second());
            link.second().begin(protocol);
        } catch (Exception thrown) {
            link.first().resetArrived();
            loop.callExceptionHandler(
                    ExceptionContext.of("the protocol factory failed", thrown).with(server));
        } catch (Error thrown) {
            link.first().resetArrived();
            throw thrown; // which the loop reports, or ends its run with
        }
    }

    void opened(MemoryTransport transport) {
        connections.add(transport);
        connectionCount = new LoopStats.Count(connectionCount.created() + 1, connectionCount.closed());
    }

    void closed(MemoryTransport transport) {
        if (connections.remove(transport)) {
            connectionCount = new LoopStats.Count(connectionCount.created(), connectionCount.closed() + 1);
        }
    }

    // --- Servers

    /// Serves a port, or a free one for 0.
    CompletableFuture<Server> serve(Supplier<? extends BaseProtocol> factory, int port, ServerOptions options) {
        return serve(factory, address(port == 0 ? freePort() : port), options);
    }

    /// Serves an address. The file of a unix socket is replaced, as on a loop that has files; a port or an abstract
    /// name is not.
    CompletableFuture<Server> serve(
            Supplier<? extends BaseProtocol> factory, SocketAddress where, ServerOptions options) {
        LoopFuture<Server> future = new MemoryOpening<>(loop, Server::close);
        if (byAddress.containsKey(where) && !MemoryNames.isFile(where)) {
            future.completeExceptionally(MemoryNames.taken(where));
            return future;
        }
        MemoryServer server = new MemoryServer(loop, this, factory, where);
        servers.add(server);
        byAddress.put(where, server);
        serverCount = new LoopStats.Count(serverCount.created() + 1, serverCount.closed());
        if (options.isStartServing()) {
            var _ = server.startServing();
        }
        future.complete(server);
        return future;
    }

    private int freePort() {
        int port = nextAddress().getPort();
        while (byAddress.containsKey(address(port))) {
            port = nextAddress().getPort();
        }
        return port;
    }

    void closed(MemoryServer server, SocketAddress where) {
        boolean _ = byAddress.remove(where, server);
        if (servers.remove(server)) {
            serverCount = new LoopStats.Count(serverCount.created(), serverCount.closed() + 1);
        }
    }

    // --- The loop

    /// Any thread.
    Map<String, LoopStats.Count> counts() {
        return Map.of("MEMORY_CONNECTION", connectionCount, "MEMORY_SERVER", serverCount);
    }

    /// Whether anything is open that may still cause an event.
    boolean isAlive() {
        return connections.stream().anyMatch(MemoryTransport::keepsAlive)
                || servers.stream().anyMatch(MemoryServer::keepsAlive);
    }

    /// The loop is being closed.
    void close() {
        List.copyOf(connections).forEach(MemoryTransport::abandon);
        List.copyOf(servers).forEach(MemoryServer::abandon);
    }
}
