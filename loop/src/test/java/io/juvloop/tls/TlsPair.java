package io.juvloop.tls;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.Recording;
import java.util.List;
import java.util.function.Supplier;

/// Both ends of one encrypted connection on one loop. Closing it aborts what is left of them and waits for their
/// end.
///
/// Loop thread only.
final class TlsPair<S extends Recording, C extends Recording> implements AutoCloseable {
    private final EventLoop loop;
    private final Serving<S> serving;
    private final S server;
    private final C client;

    TlsPair(
            EventLoop loop,
            Supplier<S> serverEnd,
            Supplier<C> clientEnd,
            ServerOptions serverOptions,
            ConnectOptions options) {
        this.loop = loop;
        this.serving = Serving.tcp(loop, serverEnd, List.of("127.0.0.1"), 0, serverOptions);
        Connection<C> connection =
                loop.runUntilComplete(loop.createConnection(clientEnd, "127.0.0.1", serving.port(), options));
        client = connection.protocol();
        server = serving.protocol(0);
        Await.until(loop, "connectionMade of the server's end", server::isMade);
    }

    S server() {
        return server;
    }

    C client() {
        return client;
    }

    void awaitLost() {
        Await.until(loop, "the loss of both ends", () -> server.isLost() && client.isLost());
    }

    @Override
    public void close() {
        client.transport().abort();
        server.transport().abort();
        awaitLost();
        serving.close();
    }
}
