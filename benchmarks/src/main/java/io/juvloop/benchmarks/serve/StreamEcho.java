package io.juvloop.benchmarks.serve;

import io.juvloop.Async;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.streams.ConnectedCallback;
import io.juvloop.streams.StreamOptions;
import io.juvloop.streams.StreamReader;
import io.juvloop.streams.StreamWriter;
import io.juvloop.streams.Streams;
import io.juvloop.tls.TlsContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The echo server on juvloop's streams: a task for each connection, in two forms.
final class StreamEcho extends TaskServer {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final ConnectedCallback callback;

    private final @Nullable TlsContext tls;

    /// @param tls null for none
    StreamEcho(ConnectedCallback callback, @Nullable TlsContext tls) {
        this.callback = callback;
        this.tls = tls;
    }

    @Override
    void serve(InetSocketAddress address, CompletableFuture<InetSocketAddress> bound) throws IOException {
        Server server = Streams.startServer(
                callback,
                address.getAddress().getHostAddress(),
                address.getPort(),
                ServerOptions.DEFAULT.withBacklog(BACKLOG).withTls(tls),
                StreamOptions.DEFAULT);
        bound.complete((InetSocketAddress) server.address());
        Async.await(server.serveForever());
    }

    /// The fastest form that a user would write: a buffer for each connection, into which the loop copies what it
    /// read, and out of which it writes.
    static void echoThroughBuffer(StreamReader reader, StreamWriter writer) throws IOException {
        try (writer) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            while (reader.read(buffer.clear()) >= 0) {
                writer.write(buffer.flip());
                writer.drain();
            }
        }
    }

    /// The simplest form, as in asyncio: an array for each read.
    static void echoBytes(StreamReader reader, StreamWriter writer) throws IOException {
        try (writer) {
            for (byte[] data = reader.read(READ_BYTES); data.length > 0; data = reader.read(READ_BYTES)) {
                writer.write(data);
                writer.drain();
            }
        }
    }
}
