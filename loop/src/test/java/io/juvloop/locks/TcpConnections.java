package io.juvloop.locks;

import io.juvloop.Server;
import io.juvloop.testing.Loopback;
import java.util.function.Supplier;

/// Connections to a server on 127.0.0.1.
///
/// For the test's thread.
final class TcpConnections extends Connections {
    private final Server server;
    private final int port;

    TcpConnections(LoopElsewhere there, Supplier<CallbackProtocol> ofServer, Supplier<CallbackProtocol> ofClients) {
        super(there, ofServer, ofClients);
        this.server = there.await(() -> there.loop().createServer(this::makeServer, Loopback.HOST, 0));
        this.port = there.call(server::port);
    }

    @Override
    void beginOnLoop() {
        var _ = there().loop().createConnection(this::makeClient, Loopback.HOST, port);
    }

    @Override
    public void close() {
        super.close();
        there().run(server::close);
        there().await(server::waitClosed);
    }
}
