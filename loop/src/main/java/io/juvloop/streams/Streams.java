package io.juvloop.streams;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.Suspends;
import io.juvloop.internal.task.Awaited;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Opens connections and servers as streams: asyncio's `open_connection` and `start_server`; and opens pipes
/// and terminals.
///
/// The methods are called inside a task, which they suspend. Failures are thrown unchanged:
/// [java.net.ConnectException], [java.net.UnknownHostException], [java.net.BindException] and other exceptions
/// of the JDK's. A task that is cancelled meanwhile leaves nothing open. See asyncio's
/// [open_connection](https://docs.python.org/3.13/library/asyncio-stream.html#stream-functions).
public final class Streams {
    private Streams() {}

    // --- Connecting

    /// Opens a TCP connection.
    ///
    /// @param host a name or a numeric address
    /// @param port 1 to 65535
    /// @return the reader and writer
    /// @throws IOException if it cannot be connected
    @Suspends
    public static StreamConnection openConnection(String host, int port) throws IOException {
        return openConnection(Objects.requireNonNull(host, "the host is null"), port, ConnectOptions.DEFAULT);
    }

    /// Opens a TCP connection with options, see
    /// [EventLoop#createConnection(Supplier, String, int, ConnectOptions)].
    ///
    /// @param host a name or a numeric address; null with [ConnectOptions#socket]
    /// @param port 1 to 65535; 0 with [ConnectOptions#socket]
    /// @param options the options of the connection
    /// @return the reader and writer
    /// @throws IOException if it cannot be connected
    @Suspends
    public static StreamConnection openConnection(@Nullable String host, int port, ConnectOptions options)
            throws IOException {
        return openConnection(host, port, options, StreamOptions.DEFAULT);
    }

    /// Opens a TCP connection with options. asyncio's `open_connection(host, port, limit=)`.
    ///
    /// @param host a name or a numeric address; null with [ConnectOptions#socket]
    /// @param port 1 to 65535; 0 with [ConnectOptions#socket]
    /// @param options the options of the connection
    /// @param streams the options of the reader
    /// @return the reader and writer
    /// @throws IOException if it cannot be connected
    @Suspends
    public static StreamConnection openConnection(
            @Nullable String host, int port, ConnectOptions options, StreamOptions streams) throws IOException {
        EventLoop loop = EventLoop.running();
        return open(streams, factory -> loop.createConnection(factory, host, port, options));
    }

    /// Opens a Unix domain connection.
    ///
    /// @param path the path of the socket
    /// @return the reader and writer
    /// @throws IOException if it cannot be connected
    @Suspends
    public static StreamConnection openUnixConnection(Path path) throws IOException {
        return openUnixConnection(path, ConnectOptions.DEFAULT, StreamOptions.DEFAULT);
    }

    /// Opens a Unix domain connection with options. asyncio's `open_unix_connection(path, limit=)`.
    ///
    /// @param path the path of the socket
    /// @param options the options of the connection
    /// @param streams the options of the reader
    /// @return the reader and writer
    /// @throws IOException if it cannot be connected
    @Suspends
    public static StreamConnection openUnixConnection(Path path, ConnectOptions options, StreamOptions streams)
            throws IOException {
        EventLoop loop = EventLoop.running();
        return open(streams, factory -> loop.createUnixConnection(factory, path, options));
    }

    /// Opens a Unix domain connection by a name that need not be a path, see
    /// [EventLoop#createUnixConnection(Supplier, String, ConnectOptions)].
    ///
    /// @param path the path of the socket, or an abstract name; null with [ConnectOptions#socket]
    /// @param options the options of the connection
    /// @param streams the options of the reader
    /// @return the reader and writer
    /// @throws IOException if it cannot be connected
    @Suspends
    public static StreamConnection openUnixConnection(
            @Nullable String path, ConnectOptions options, StreamOptions streams) throws IOException {
        EventLoop loop = EventLoop.running();
        return open(streams, factory -> loop.createUnixConnection(factory, path, options));
    }

    // --- Pipes and terminals

    /// Opens a reader on the reading end of a pipe.
    ///
    /// @param pipe the descriptor, which the loop owns from here on unless it is refused
    /// @return the reader
    /// @throws IOException if it cannot be used
    /// @throws IllegalArgumentException if it is refused, see [EventLoop#connectReadPipe(Supplier, long)]
    @Suspends
    public static StreamReader openReadPipe(long pipe) throws IOException {
        return openReadPipe(pipe, StreamOptions.DEFAULT);
    }

    /// Opens a reader with options on the reading end of a pipe. The pipe closes itself at the end of the
    /// stream; [StreamReader#transport] closes it earlier. asyncio's
    /// `connect_read_pipe(lambda: StreamReaderProtocol(reader), pipe)`.
    ///
    /// @param pipe the descriptor, which the loop owns from here on unless it is refused
    /// @param streams the options of the reader
    /// @return the reader
    /// @throws IOException if it cannot be used
    /// @throws IllegalArgumentException if it is refused, see [EventLoop#connectReadPipe(Supplier, long)]
    @Suspends
    public static StreamReader openReadPipe(long pipe, StreamOptions streams) throws IOException {
        EventLoop loop = EventLoop.running();
        return open(streams, factory -> loop.connectReadPipe(factory, pipe)).reader();
    }

    /// Opens a writer on the writing end of a pipe. asyncio's `connect_write_pipe(FlowControlMixin, pipe)` with
    /// a `StreamWriter`.
    ///
    /// @param pipe the descriptor, which the loop owns from here on unless it is refused
    /// @return the writer
    /// @throws IOException if it cannot be used
    /// @throws IllegalArgumentException if it is refused, see [EventLoop#connectWritePipe(Supplier, long)]
    @Suspends
    public static StreamWriter openWritePipe(long pipe) throws IOException {
        EventLoop loop = EventLoop.running();
        WriteFlow flow = new WriteFlow(loop);
        Connection<WritingProtocol> connection = Awaited.orUndone(
                loop.connectWritePipe(() -> new WritingProtocol(flow), pipe),
                made -> made.transport().abort());
        return new StreamWriter(connection.transport(), flow, null);
    }

    /// Opens a reader and a writer on a terminal.
    ///
    /// @param descriptor a descriptor of the terminal, which stays the caller's
    /// @return the reader of its input, and the writer of its output
    /// @throws IOException if it cannot be used
    /// @throws IllegalArgumentException if it is no terminal
    @Suspends
    public static StreamConnection openTerminal(int descriptor) throws IOException {
        return openTerminal(descriptor, StreamOptions.DEFAULT);
    }

    /// Opens a reader and a writer with options on a terminal, see
    /// [io.juvloop.terminal.Terminals#connect(Supplier, int)]. `writer.extraInfo(ExtraInfo.TERMINAL)` returns
    /// its mode and window size. It can still be written after the end of its input.
    ///
    /// @param descriptor a descriptor of the terminal, which stays the caller's
    /// @param streams the options of the reader
    /// @return the reader of its input, and the writer of its output
    /// @throws IOException if it cannot be used
    /// @throws IllegalArgumentException if it is no terminal
    @Suspends
    public static StreamConnection openTerminal(int descriptor, StreamOptions streams) throws IOException {
        EventLoop loop = EventLoop.running();
        return open(streams, factory -> loop.terminals().connect(factory, descriptor));
    }

    private static StreamConnection open(
            StreamOptions streams,
            Function<Supplier<StreamReaderProtocol>, CompletableFuture<Connection<StreamReaderProtocol>>> connect)
            throws IOException {
        StreamReader reader = new StreamReader(EventLoop.running(), streams.limit());
        Connection<StreamReaderProtocol> connection = Awaited.orUndone(
                connect.apply(() -> new StreamReaderProtocol(reader)),
                made -> made.transport().abort());
        return new StreamConnection(reader, new StreamWriter(connection.transport(), connection.protocol(), reader));
    }

    // --- Serving

    /// Starts a TCP server.
    ///
    /// @param callback serves a client, in a task of its own
    /// @param host a name or a numeric address; null or empty for every interface
    /// @param port 0 to 65535, 0 for a free one
    /// @return the server, accepting
    /// @throws IOException if it cannot listen
    @Suspends
    public static Server startServer(ConnectedCallback callback, @Nullable String host, int port) throws IOException {
        return startServer(callback, host, port, ServerOptions.DEFAULT, StreamOptions.DEFAULT);
    }

    /// Starts a TCP server on one host. asyncio's `start_server(client_connected_cb, host, port, limit=)`.
    ///
    /// @param callback serves a client, in a task of its own
    /// @param host a name or a numeric address; null or empty for every interface
    /// @param port 0 to 65535, 0 for a free one
    /// @param options the options of the server
    /// @param streams the options of the readers
    /// @return the server
    /// @throws IOException if it cannot listen
    @Suspends
    public static Server startServer(
            ConnectedCallback callback, @Nullable String host, int port, ServerOptions options, StreamOptions streams)
            throws IOException {
        return startServer(callback, host == null ? List.of() : List.of(host), port, options, streams);
    }

    /// Starts a TCP server on several hosts, see [EventLoop#createServer(Supplier, List, int, ServerOptions)].
    ///
    /// @param callback serves a client, in a task of its own
    /// @param hosts names or numeric addresses; none for every interface
    /// @param port 0 to 65535, 0 for a free one
    /// @param options the options of the server
    /// @param streams the options of the readers
    /// @return the server
    /// @throws IOException if it cannot listen
    @Suspends
    public static Server startServer(
            ConnectedCallback callback, List<String> hosts, int port, ServerOptions options, StreamOptions streams)
            throws IOException {
        EventLoop loop = EventLoop.running();
        return Awaited.orUndone(
                loop.createServer(serving(loop, callback, streams), hosts, port, options), Server::close);
    }

    /// Starts a Unix domain server.
    ///
    /// @param callback serves a client, in a task of its own
    /// @param path the path of the socket
    /// @return the server, accepting
    /// @throws IOException if it cannot listen
    @Suspends
    public static Server startUnixServer(ConnectedCallback callback, Path path) throws IOException {
        return startUnixServer(callback, path, ServerOptions.DEFAULT, StreamOptions.DEFAULT);
    }

    /// Starts a Unix domain server with options. asyncio's
    /// `start_unix_server(client_connected_cb, path, limit=)`.
    ///
    /// @param callback serves a client, in a task of its own
    /// @param path the path of the socket
    /// @param options the options of the server
    /// @param streams the options of the readers
    /// @return the server
    /// @throws IOException if it cannot listen
    @Suspends
    public static Server startUnixServer(
            ConnectedCallback callback, Path path, ServerOptions options, StreamOptions streams) throws IOException {
        EventLoop loop = EventLoop.running();
        return Awaited.orUndone(loop.createUnixServer(serving(loop, callback, streams), path, options), Server::close);
    }

    /// Starts a Unix domain server by a name that need not be a path, see
    /// [EventLoop#createUnixServer(Supplier, String, ServerOptions)].
    ///
    /// @param callback serves a client, in a task of its own
    /// @param path the path of the socket, or an abstract name; null with [ServerOptions#socket]
    /// @param options the options of the server
    /// @param streams the options of the readers
    /// @return the server
    /// @throws IOException if it cannot listen
    @Suspends
    public static Server startUnixServer(
            ConnectedCallback callback, @Nullable String path, ServerOptions options, StreamOptions streams)
            throws IOException {
        EventLoop loop = EventLoop.running();
        return Awaited.orUndone(loop.createUnixServer(serving(loop, callback, streams), path, options), Server::close);
    }

    private static Supplier<StreamReaderProtocol> serving(
            EventLoop loop, ConnectedCallback callback, StreamOptions streams) {
        Objects.requireNonNull(callback, "the callback is null");
        int limit = streams.limit();
        return () -> new StreamReaderProtocol(new StreamReader(loop, limit), callback);
    }
}
