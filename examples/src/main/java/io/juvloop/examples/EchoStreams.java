package io.juvloop.examples;

import io.juvloop.Async;
import io.juvloop.Server;
import io.juvloop.streams.StreamReader;
import io.juvloop.streams.StreamWriter;
import io.juvloop.streams.Streams;
import java.io.IOException;

/// Echo with streams: a task for each client reads, writes and waits in plain sequential Java.
///
/// `make run ARGS="echo --style streams --port 9000"`
final class EchoStreams {
    private static final int MOST = 100_000;

    private EchoStreams() {}

    static void serve(String host, int port) throws IOException {
        try (Server server = Streams.startServer(EchoStreams::echo, host, port)) {
            Ready.print(server);
            Async.await(server.serveForever());
        }
    }

    private static void echo(StreamReader reader, StreamWriter writer) throws IOException {
        try (writer) {
            for (byte[] data = reader.read(MOST); data.length > 0; data = reader.read(MOST)) {
                writer.write(data);
                writer.drain();
            }
        }
    }
}
