package io.juvloop.streams;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.testing.Loopback;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// A stream of ours whose remote end is a socket of the JDK. Closing it closes both, and the server between.
///
/// Inside a task; the peer's methods by [Blocking].
final class StreamToSocket implements AutoCloseable {
    private final Server server;
    private final Socket peer;
    private final StreamReader reader;
    private final StreamWriter writer;

    private StreamToSocket(Server server, Socket peer, StreamConnection accepted) {
        this.server = server;
        this.peer = peer;
        this.reader = accepted.reader();
        this.writer = accepted.writer();
    }

    static StreamToSocket connect() throws IOException {
        return connect(StreamOptions.DEFAULT);
    }

    static StreamToSocket connect(StreamOptions options) throws IOException {
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
                io.juvloop.ServerOptions.DEFAULT,
                options);
        int port = server.port();
        Socket peer = Async.await(Blocking.call(() -> JdkSockets.connect(port)));
        Async.await(arrived);
        return new StreamToSocket(server, peer, accepted.getFirst());
    }

    StreamReader reader() {
        return reader;
    }

    StreamWriter writer() {
        return writer;
    }

    Socket peer() {
        return peer;
    }

    void send(byte[] data) {
        Async.await(Blocking.run(() -> peer.getOutputStream().write(data)));
    }

    void send(String text) {
        send(FedReader.bytes(text));
    }

    void endSending() {
        Async.await(Blocking.run(peer::shutdownOutput));
    }

    void reset() {
        Async.await(Blocking.run(() -> JdkSockets.reset(peer)));
    }

    @Override
    public void close() throws IOException {
        peer.close();
        writer.transport().abort();
        server.close();
        Async.await(server.waitClosed());
    }
}
