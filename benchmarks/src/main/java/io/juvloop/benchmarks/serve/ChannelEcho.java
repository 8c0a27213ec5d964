package io.juvloop.benchmarks.serve;

import io.juvloop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;

/// The echo server on channels of the JDK, with a task and a buffer for each connection: asyncio's `sock_accept`,
/// `sock_recv_into` and `sock_sendall`.
final class ChannelEcho extends TaskServer {
    private static final int BUFFER_BYTES = 64 * 1024;

    @Override
    void serve(InetSocketAddress address, CompletableFuture<InetSocketAddress> bound) throws IOException {
        EventLoop loop = EventLoop.running();
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(address, BACKLOG).configureBlocking(false);
            bound.complete((InetSocketAddress) listener.getLocalAddress());
            while (true) {
                SocketChannel channel = loop.sockAccept(listener);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                var _ = loop.createTask(() -> echo(loop, channel));
            }
        }
    }

    private static void echo(EventLoop loop, SocketChannel channel) throws IOException {
        try (channel) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            while (loop.sockReceiveInto(channel, buffer.clear()) >= 0) {
                loop.sockSendAll(channel, buffer.flip());
            }
        }
    }
}
