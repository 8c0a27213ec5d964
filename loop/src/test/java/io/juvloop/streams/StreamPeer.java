package io.juvloop.streams;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.testing.Loopback;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// A peer that is another stream of the same loop, whose calls are tasks. It takes a thousand bytes unasked.
final class StreamPeer implements Peer {
    private static final StreamOptions LITTLE = StreamOptions.DEFAULT.withLimit(500);

    private final EventLoop loop = EventLoop.running();
    private final StreamConnection connection;

    private StreamPeer(StreamConnection connection) {
        this.connection = connection;
    }

    static StreamPeer connect(int port) throws IOException {
        return new StreamPeer(Streams.openConnection(Loopback.HOST, port, ConnectOptions.DEFAULT, LITTLE));
    }

    private <T> CompletableFuture<T> start(Callable<T> body) {
        return loop.createTask(body).toCompletableFuture();
    }

    @Override
    public CompletableFuture<?> send(byte[] data) {
        return start(() -> {
            connection.writer().write(data);
            connection.writer().drain();
            return true;
        });
    }

    @Override
    public CompletableFuture<?> sendAll(byte[] data) {
        return start(() -> {
            connection.writer().write(data);
            connection.writer().drain();
            connection.writer().writeEof();
            return true;
        });
    }

    @Override
    public CompletableFuture<?> endSending() {
        return start(() -> {
            connection.writer().writeEof();
            return true;
        });
    }

    @Override
    public CompletableFuture<byte[]> receive(int count) {
        return start(() -> connection.reader().readExactly(count));
    }

    @Override
    public CompletableFuture<byte[]> receiveAll() {
        return start(() -> connection.reader().read(-1));
    }

    @Override
    public CompletableFuture<?> reset() {
        return start(() -> {
            connection.writer().abort();
            return true;
        });
    }

    @Override
    public SocketAddress address() {
        return Objects.requireNonNull(connection.writer().transport().localAddress());
    }

    @Override
    public void close() {
        connection.writer().abort();
    }
}
