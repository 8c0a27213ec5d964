package io.juvloop.streams;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.testing.Loopback;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A stream of ours and its remote end. Closing it closes both, and the server between.
///
/// Inside a task.
final class StreamToPeer implements AutoCloseable {
    private final Server server;
    private final Peer peer;
    private final StreamReader reader;
    private final StreamWriter writer;

    private StreamToPeer(Server server, Peer peer, StreamConnection accepted) {
        this.server = server;
        this.peer = peer;
        this.reader = accepted.reader();
        this.writer = accepted.writer();
    }

    static StreamToPeer connect() throws IOException {
        return connect(StreamOptions.DEFAULT);
    }

    static StreamToPeer connect(StreamOptions options) throws IOException {
        EventLoop loop = EventLoop.running();
        List<StreamConnection> accepted = new ArrayList<>();
        var arrived = loop.<Boolean>createFuture();
        Server server = Streams.startServer(
                (reader, writer) -> {
                    accepted.add(new StreamConnection(reader, writer));
                    arrived.complete(true);
                },
                Loopback.HOST,
                0,
                ServerOptions.DEFAULT,
                options);
        int port = server.port();
        Peer peer = Peer.connect(port);
        Async.await(arrived);
        return new StreamToPeer(server, peer, accepted.getFirst());
    }

    StreamReader reader() {
        return reader;
    }

    StreamWriter writer() {
        return writer;
    }

    Peer peer() {
        return peer;
    }

    void send(byte[] data) {
        Async.await(peer.send(data));
    }

    void send(String text) {
        send(FedReader.bytes(text));
    }

    void endSending() {
        Async.await(peer.endSending());
    }

    void reset() {
        Async.await(peer.reset());
    }

    @Override
    public void close() {
        peer.close();
        writer.transport().abort();
        server.close();
        Async.await(server.waitClosed());
    }
}
