package io.juvloop.locks;

import io.juvloop.BaseProtocol;
import io.juvloop.Server;
import io.juvloop.testing.Loopback;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Supplier;

/// A server whose clients are plain sockets of the test's own thread, which work even while the loop is
/// blocked.
///
/// For the test's thread. Closing it ends the connections.
final class Listening implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final LoopElsewhere there;
    private final Server server;
    private final int port;

    Listening(LoopElsewhere there, Supplier<? extends BaseProtocol> factory) {
        this.there = there;
        this.server = there.await(() -> there.loop().createServer(factory, Loopback.HOST, 0));
        this.port = there.call(server::port);
    }

    /// A connection, which the server may not have accepted yet.
    Socket connect() throws IOException {
        Socket socket = new Socket();
        connect(socket);
        return socket;
    }

    /// Connects a socket.
    void connect(Socket socket) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral(Loopback.HOST), port));
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    @Override
    public void close() {
        there.run(() -> {
            server.close();
            server.abortClients();
        });
        there.await(server::waitClosed);
    }
}
