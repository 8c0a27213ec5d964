package io.juvloop.benchmarks.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/// The echo server on nothing but the JDK: a selector, one thread, one direct read buffer. Bytes that the kernel
/// does not accept are copied and attached to the key, and the connection is not read until they are sent.
final class NioEcho implements EchoServer {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);

    /// One for all rounds; a method reference inside the loop would be an object a round.
    private final Consumer<SelectionKey> handler = this::handle;

    @Override
    public InetSocketAddress start(InetSocketAddress address) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(address, BACKLOG).configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        Thread.ofPlatform().name("nio-echo").start(() -> serve(selector));
        return (InetSocketAddress) listener.getLocalAddress();
    }

    private void serve(Selector selector) {
        try {
            while (true) {
                selector.select(handler);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the selector failed", e);
        }
    }

    private void handle(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept(key);
            } else if (key.attachment() instanceof ByteBuffer rest) {
                writeRest(key, rest);
            } else {
                echo(key);
            }
        } catch (IOException e) {
            close(key);
        }
    }

    private static void accept(SelectionKey key) throws IOException {
        SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
        channel.register(key.selector(), SelectionKey.OP_READ);
    }

    private void echo(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        buffer.clear();
        if (channel.read(buffer) < 0) {
            close(key);
            return;
        }
        buffer.flip();
        channel.write(buffer);
        if (buffer.hasRemaining()) {
            key.attach(ByteBuffer.allocateDirect(buffer.remaining()).put(buffer).flip());
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }

    private static void writeRest(SelectionKey key, ByteBuffer rest) throws IOException {
        ((SocketChannel) key.channel()).write(rest);
        if (!rest.hasRemaining()) {
            key.attach(null);
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            System.err.println("close: " + e.getMessage());
        }
    }
}
