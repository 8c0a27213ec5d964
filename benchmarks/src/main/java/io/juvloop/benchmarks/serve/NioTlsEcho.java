package io.juvloop.benchmarks.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/// The echo server over TLS on nothing but the JDK, as fast as a hand can make it: a selector, one thread, its
/// engine, and memory that all connections share. Handshakes are computed where they come.
final class NioTlsEcho implements EchoServer {
    private final SSLContext context;
    private final NioTlsConnection.Memory memory = new NioTlsConnection.Memory();
    private final Consumer<SelectionKey> handler = this::handle;

    NioTlsEcho(SSLContext context) {
        this.context = context;
    }

    @Override
    public InetSocketAddress start(InetSocketAddress address) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(address, BACKLOG).configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        Thread.ofPlatform().name("nio-tls-echo").start(() -> serve(selector));
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
            } else {
                ((NioTlsConnection) key.attachment()).ready(key);
            }
        } catch (IOException e) {
            close(key);
        }
    }

    private void accept(SelectionKey key) throws IOException {
        SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.beginHandshake();
        channel.register(key.selector(), SelectionKey.OP_READ, new NioTlsConnection(engine, memory));
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            System.err.println("close: " + e.getMessage());
        }
    }
}
