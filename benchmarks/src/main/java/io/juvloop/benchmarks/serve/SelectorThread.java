package io.juvloop.benchmarks.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A thread that accepts connections and waits for all of them on a selector: what the servers on nothing but the JDK
/// have in common.
///
/// Its own thread, except [#start]. Lives as long as the process.
final class SelectorThread {
    /// What a server does with its connections.
    interface Connections {
        /// Makes what a connection that was just accepted needs.
        ///
        /// @return the attachment of its key
        @Nullable
        Object accepted() throws IOException;

        /// Reads or writes what a key is ready for; an exception closes the connection.
        void ready(SelectionKey key) throws IOException;
    }

    private final Selector selector;
    private final Connections connections;

    /// One for all rounds; a method reference inside the loop would be an object a round.
    private final Consumer<SelectionKey> handler = this::handle;

    private SelectorThread(Selector selector, Connections connections) {
        this.selector = selector;
        this.connections = connections;
    }

    /// Starts a server.
    ///
    /// @return the address it listens on
    static InetSocketAddress start(String name, InetSocketAddress address, Connections connections) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(address, EchoServer.BACKLOG).configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        SelectorThread thread = new SelectorThread(selector, connections);
        Thread.ofPlatform().name(name).start(thread::serve);
        return (InetSocketAddress) listener.getLocalAddress();
    }

    private void serve() {
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
                connections.ready(key);
            }
        } catch (IOException e) {
            close(key);
        }
    }

    private void accept(SelectionKey key) throws IOException {
        SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, connections.accepted());
    }

    static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            System.err.println("close: " + e.getMessage());
        }
    }
}
