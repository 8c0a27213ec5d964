package io.juvloop.sock;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.net.peer.JdkSockets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// The JDK's channels in the form that the loop needs: non-blocking, on 127.0.0.1.
final class Channels {
    private Channels() {}

    /// Listens on a free port.
    static ServerSocketChannel listener() throws IOException {
        return listener(0, 256);
    }

    static ServerSocketChannel listener(int port, int backlog) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.configureBlocking(false);
            return listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), backlog);
        } catch (IOException refused) {
            listener.close();
            throw refused;
        }
    }

    static int port(ServerSocketChannel listener) throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    static SocketChannel unconnected() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        return channel;
    }

    /// One end of a connection for the loop, and one for blocking code.
    record Pair(SocketChannel ours, Socket peer) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            ours.close();
            peer.close();
        }
    }

    static Pair pair() throws IOException {
        try (ServerSocketChannel listener = listener()) {
            Socket peer = JdkSockets.connect(port(listener));
            listener.configureBlocking(true);
            SocketChannel ours = listener.accept();
            ours.configureBlocking(false);
            return new Pair(ours, peer);
        }
    }

    /// Reads to the end of the stream.
    static byte[] receiveAll(EventLoop loop, SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] some = loop.sockReceive(channel, 65536); some.length > 0; some = loop.sockReceive(channel, 65536)) {
            all.write(some);
        }
        return all.toByteArray();
    }

    /// Sends back the received bytes, until the end of the stream.
    static void echo(EventLoop loop, SocketChannel channel) throws IOException {
        try (channel) {
            for (byte[] some = loop.sockReceive(channel, 65536);
                    some.length > 0;
                    some = loop.sockReceive(channel, 65536)) {
                loop.sockSendAll(channel, some);
            }
        }
    }

    /// Lets the other tasks run until a condition holds; in a task.
    static void await(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > Duration.ofSeconds(10).toNanos()) {
                throw new AssertionError("waited ten seconds for what the test awaits");
            }
            Async.sleep(Duration.ofMillis(1));
        }
    }

    /// Lets other tasks begin to wait.
    static void giveWay() {
        for (int i = 0; i < 3; i++) {
            Async.sleep(Duration.ZERO);
        }
    }
}
