package io.juvloop.examples;

import io.juvloop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// Echo with sockets: channels of the JDK, whose readiness the loop awaits.
///
/// `make run ARGS="echo --style sockets --port 9000"`
final class EchoSockets {
    private static final int MOST = 100_000;
    private static final int BACKLOG = 1024;

    private EchoSockets() {}

    static void serve(String host, int port) throws IOException {
        EventLoop loop = EventLoop.running();
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(host, port), BACKLOG);
            server.configureBlocking(false);
            Ready.print(server.getLocalAddress());
            while (true) {
                SocketChannel client = loop.sockAccept(server);
                client.setOption(StandardSocketOptions.TCP_NODELAY, true);
                var _ = loop.createTask(() -> echo(loop, client));
            }
        }
    }

    private static void echo(EventLoop loop, SocketChannel client) throws IOException {
        try (client) {
            for (byte[] data = loop.sockReceive(client, MOST); data.length > 0; data = loop.sockReceive(client, MOST)) {
                loop.sockSendAll(client, data);
            }
        }
    }
}
