package io.juvloop.names;

import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.streams.StreamConnection;
import io.juvloop.streams.Streams;
import io.juvloop.testing.RecordingProtocol;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

/// A call that takes a host name and may use the resolver. What it opens is closed.
enum Door {
    GETADDRINFO {
        @Override
        void open(EventLoop loop, String host, int port) {
            loop.runUntilComplete(loop.getaddrinfo(host, port));
        }
    },
    CONNECTION {
        @Override
        void open(EventLoop loop, String host, int port) {
            loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, host, port))
                    .transport()
                    .abort();
        }
    },
    SERVER {
        @Override
        void open(EventLoop loop, String host, int port) {
            Server server = loop.runUntilComplete(loop.createServer(RecordingProtocol::new, host, port));
            server.close();
            loop.runUntilComplete(server.waitClosed());
        }

        @Override
        boolean isServing() {
            return true;
        }
    },
    NEAR_DATAGRAMS {
        @Override
        void open(EventLoop loop, String host, int port) {
            endpoint(loop, DatagramOptions.DEFAULT.withLocalAddress(InetSocketAddress.createUnresolved(host, port)));
        }

        @Override
        boolean isServing() {
            return true;
        }
    },
    FAR_DATAGRAMS {
        @Override
        void open(EventLoop loop, String host, int port) {
            endpoint(loop, DatagramOptions.DEFAULT.withRemoteAddress(InetSocketAddress.createUnresolved(host, port)));
        }
    },
    STREAM {
        @Override
        void open(EventLoop loop, String host, int port) {
            inTask(loop, () -> {
                StreamConnection made = Streams.openConnection(host, port);
                made.writer().close();
                return made;
            });
        }
    },
    STREAM_SERVER {
        @Override
        void open(EventLoop loop, String host, int port) {
            inTask(loop, () -> {
                try (Server serving = Streams.startServer((reader, writer) -> {}, host, port)) {
                    return serving;
                }
            });
        }

        @Override
        boolean isServing() {
            return true;
        }
    },
    SOCKET_OPERATION {
        @Override
        void open(EventLoop loop, String host, int port) {
            inTask(loop, () -> {
                try (SocketChannel channel = SocketChannel.open()) {
                    channel.configureBlocking(false);
                    loop.sockConnect(channel, InetSocketAddress.createUnresolved(host, port));
                    return channel;
                }
            });
        }
    };

    /// @throws CompletionException if it cannot be opened
    abstract void open(EventLoop loop, String host, int port);

    /// Whether the port is one of ours.
    boolean isServing() {
        return false;
    }

    private static void endpoint(EventLoop loop, DatagramOptions options) {
        loop.runUntilComplete(loop.createDatagramEndpoint(Door::silent, options))
                .transport()
                .abort();
    }

    private static DatagramProtocol silent() {
        return (data, sender) -> {};
    }

    private static void inTask(EventLoop loop, Callable<?> body) {
        loop.runUntilComplete(loop.createTask(body));
    }
}
