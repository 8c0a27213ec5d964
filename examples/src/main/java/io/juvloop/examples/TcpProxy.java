package io.juvloop.examples;

import io.juvloop.Async;
import io.juvloop.ConnectOptions;
import io.juvloop.ExceptionGroup;
import io.juvloop.Juvloop;
import io.juvloop.Server;
import io.juvloop.TaskGroup;
import io.juvloop.streams.StreamConnection;
import io.juvloop.streams.StreamReader;
import io.juvloop.streams.StreamWriter;
import io.juvloop.streams.Streams;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;

/// A TCP proxy: two tasks for each client, one for each direction.
///
/// Shows back-pressure (`drain` waits for a slow reader, so no data piles up here), half-close (each direction
/// ends by itself), a time-out of the connect, and a [TaskGroup]: a failure in one direction also ends the other.
///
/// `make run ARGS="proxy --port 9001 --to 127.0.0.1:9000"`
final class TcpProxy implements Example {
    private static final int MOST = 64 * 1024;

    @Override
    public String usage() {
        return "--port N --to HOST:PORT [--host H] [--connect-timeout MILLIS]";
    }

    @Override
    public String summary() {
        return "passes what its clients say to another server, and back";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("port", "to", "host", "connect-timeout"));
        String host = options.get("host", "127.0.0.1");
        int port = options.port("port", 0);
        InetSocketAddress target = options.address("to");
        ConnectOptions connecting = ConnectOptions.DEFAULT.withTimeout(options.millis("connect-timeout", 5000));
        Juvloop.run(() -> serve(host, port, target, connecting));
    }

    private static void serve(String host, int port, InetSocketAddress target, ConnectOptions connecting)
            throws IOException {
        try (Server server = Streams.startServer((in, out) -> proxy(in, out, target, connecting), host, port)) {
            Ready.print(server);
            Async.await(server.serveForever());
        }
    }

    private static void proxy(
            StreamReader reader, StreamWriter writer, InetSocketAddress target, ConnectOptions connecting) {
        try (writer;
                StreamConnection there = Streams.openConnection(target.getHostString(), target.getPort(), connecting)) {
            passBothWays(reader, writer, there);
        } catch (IOException unreachable) {
            System.err.println(unreachable.getMessage());
        }
    }

    private static void passBothWays(StreamReader reader, StreamWriter writer, StreamConnection there) {
        try (TaskGroup group = new TaskGroup()) {
            var _ = group.createTask(() -> pass(reader, there.writer()));
            var _ = group.createTask(() -> pass(there.reader(), writer));
        } catch (ExceptionGroup broken) {
            writer.transport().abort();
            there.writer().transport().abort();
        }
    }

    private static void pass(StreamReader from, StreamWriter to) throws IOException {
        for (byte[] data = from.read(MOST); data.length > 0; data = from.read(MOST)) {
            to.write(data);
            to.drain();
        }
        to.writeEof();
    }
}
