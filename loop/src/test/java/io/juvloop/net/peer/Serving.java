package io.juvloop.net.peer;

import io.juvloop.BaseProtocol;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.testing.Await;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/// A server under test, with the protocols that its factory created. Closing it aborts its connections and
/// waits for their end.
///
/// Loop thread only.
public final class Serving<P extends BaseProtocol> implements AutoCloseable {
    private final List<P> protocols = new ArrayList<>();
    private final EventLoop loop;
    private final Server server;

    private Serving(
            EventLoop loop,
            Supplier<P> factory,
            Function<Supplier<? extends BaseProtocol>, CompletableFuture<Server>> start) {
        this.loop = loop;
        this.server = loop.runUntilComplete(start.apply(() -> {
            P protocol = factory.get();
            protocols.add(protocol);
            return protocol;
        }));
    }

    public static <P extends BaseProtocol> Serving<P> tcp(EventLoop loop, Supplier<P> factory) {
        return new Serving<>(loop, factory, made -> loop.createServer(made, "127.0.0.1", 0));
    }

    public static <P extends BaseProtocol> Serving<P> tcp(
            EventLoop loop, Supplier<P> factory, List<String> hosts, int port, ServerOptions options) {
        return new Serving<>(loop, factory, made -> loop.createServer(made, hosts, port, options));
    }

    public static <P extends BaseProtocol> Serving<P> unix(EventLoop loop, Supplier<P> factory, Path path) {
        return new Serving<>(loop, factory, made -> loop.createUnixServer(made, path));
    }

    public Server server() {
        return server;
    }

    /// The address of the first listening socket.
    public InetSocketAddress address() {
        return (InetSocketAddress) server.address();
    }

    public int port() {
        return server.port();
    }

    /// The protocols created so far, in the order of accepting.
    public List<P> protocols() {
        return List.copyOf(protocols);
    }

    /// The protocol of a connection, counted from 0; waits for it.
    public P protocol(int index) {
        if (protocols.size() <= index) {
            Await.until(loop, "connection " + index, () -> protocols.size() > index);
        }
        return protocols.get(index);
    }

    @Override
    public void close() {
        server.close();
        server.abortClients();
        loop.runUntilComplete(server.waitClosed());
    }
}
