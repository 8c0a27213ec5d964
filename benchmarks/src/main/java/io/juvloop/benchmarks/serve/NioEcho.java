package io.juvloop.benchmarks.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// The echo server on nothing but the JDK: a selector, one thread, one direct read buffer. Bytes that the kernel
/// does not accept are copied and attached to the key, and the connection is not read until they are sent.
final class NioEcho implements EchoServer, SelectorThread.Connections {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);

    @Override
    public InetSocketAddress start(InetSocketAddress address) throws IOException {
        return SelectorThread.start("nio-echo", address, this);
    }

    @Override
    public @Nullable Object accepted() {
        return null;
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        if (key.attachment() instanceof ByteBuffer rest) {
            writeRest(key, rest);
        } else {
            echo(key);
        }
    }

    private void echo(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        buffer.clear();
        if (channel.read(buffer) < 0) {
            SelectorThread.close(key);
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
}
