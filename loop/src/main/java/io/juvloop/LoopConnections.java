package io.juvloop;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Connections and servers: a chapter of [EventLoop], which has all of them.
///
/// Streams of bytes over TCP and unix domain sockets.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [Opening network
/// connections](https://docs.python.org/3.13/library/asyncio-eventloop.html#opening-network-connections).
public interface LoopConnections {
    /// Connects by TCP with [ConnectOptions#DEFAULT].
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the connection is there
    /// @param host a name or a numeric address
    /// @param port 1 to 65535
    /// @return the transport and protocol
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> createConnection(
            Supplier<P> factory, String host, int port) {
        Objects.requireNonNull(host, "the host is null");
        return createConnection(factory, host, port, ConnectOptions.DEFAULT);
    }

    /// Connects by TCP: resolves the host and tries its addresses, staggered, until one answers. The result is
    /// delivered before the protocol's first data. Cancelling the future closes everything that was begun.
    /// asyncio's `create_connection(factory, host, port)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the connection is there
    /// @param host a name or a numeric address; null with [ConnectOptions#socket]
    /// @param port 1 to 65535; 0 with [ConnectOptions#socket]
    /// @param options how
    /// @return the transport and protocol; fails with [java.net.ConnectException] and others of the JDK's, each
    ///   with a [UvException] as its cause
    /// @throws IllegalArgumentException for a port out of range, or both or neither of host and socket
    <P extends BaseProtocol> CompletableFuture<Connection<P>> createConnection(
            Supplier<P> factory, @Nullable String host, int port, ConnectOptions options);

    /// Serves TCP with [ServerOptions#DEFAULT].
    ///
    /// @param factory makes a protocol for each connection
    /// @param host a name or a numeric address; null or empty for every interface
    /// @param port 0 to 65535, 0 for a free one
    /// @return the server, accepting
    default CompletableFuture<Server> createServer(
            Supplier<? extends BaseProtocol> factory, @Nullable String host, int port) {
        return createServer(factory, host == null ? List.of() : List.of(host), port, ServerOptions.DEFAULT);
    }

    /// Serves TCP on one host, see [#createServer(Supplier, List, int, ServerOptions)].
    ///
    /// @param factory makes a protocol for each connection
    /// @param host a name or a numeric address; null or empty for every interface
    /// @param port 0 to 65535, 0 for a free one
    /// @param options how
    /// @return the server
    default CompletableFuture<Server> createServer(
            Supplier<? extends BaseProtocol> factory, @Nullable String host, int port, ServerOptions options) {
        return createServer(factory, host == null ? List.of() : List.of(host), port, options);
    }

    /// Serves TCP: one listening socket for each address of each host, all or none. asyncio's
    /// `create_server(factory, host, port)`.
    ///
    /// @param factory makes a protocol for each connection
    /// @param hosts names or numeric addresses; none for every interface
    /// @param port 0 to 65535, 0 for a free one
    /// @param options how
    /// @return the server; fails with [java.net.BindException] and others of the JDK's
    /// @throws IllegalArgumentException for a port out of range, or both a host and a socket
    CompletableFuture<Server> createServer(
            Supplier<? extends BaseProtocol> factory, List<String> hosts, int port, ServerOptions options);

    /// Connects to a unix domain socket with [ConnectOptions#DEFAULT].
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the connection is there
    /// @param path of the socket
    /// @return the transport and protocol
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, Path path) {
        return createUnixConnection(factory, path, ConnectOptions.DEFAULT);
    }

    /// Connects to a unix domain socket by a path, whose bytes need not be text. asyncio's
    /// `create_unix_connection(factory, path)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the connection is there
    /// @param path of the socket
    /// @param options of which the time-out and ipc apply
    /// @return the transport and protocol; fails with [java.nio.file.NoSuchFileException],
    ///     [java.net.ConnectException] and others of the JDK's
    /// @throws IllegalArgumentException for a path that does not fit a socket address
    <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, Path path, ConnectOptions options);

    /// Connects to a unix domain socket by a name that need not be a path.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the connection is there
    /// @param path of the socket; on Linux a name that begins with NUL is in the abstract namespace; on Windows
    ///   the name of a pipe; null with [ConnectOptions#socket]
    /// @param options of which the time-out, the socket and ipc apply
    /// @return the transport and protocol; fails with [java.nio.file.NoSuchFileException],
    ///     [java.net.ConnectException] and others of the JDK's
    /// @throws IllegalArgumentException for a path that does not fit a socket address
    <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, @Nullable String path, ConnectOptions options);

    /// Serves on a unix domain socket with [ServerOptions#DEFAULT].
    ///
    /// @param factory makes a protocol for each connection
    /// @param path of the socket
    /// @return the server, accepting
    default CompletableFuture<Server> createUnixServer(Supplier<? extends BaseProtocol> factory, Path path) {
        return createUnixServer(factory, path, ServerOptions.DEFAULT);
    }

    /// Serves on a unix domain socket by a path, whose bytes need not be text; otherwise as
    /// [#createUnixServer(Supplier, String, ServerOptions)]. asyncio's `create_unix_server(factory, path)`.
    ///
    /// @param factory makes a protocol for each connection
    /// @param path of the socket
    /// @param options of which the backlog, the start of serving and ipc apply
    /// @return the server; fails with [java.net.BindException] and others of the JDK's
    /// @throws IllegalArgumentException for a path that does not fit a socket address
    CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, Path path, ServerOptions options);

    /// Serves on a unix domain socket by a name that need not be a path. A socket file that is there is replaced, any
    /// other file is not; at close the file is removed if it is still this server's.
    ///
    /// @param factory makes a protocol for each connection
    /// @param path of the socket; on Linux a name that begins with NUL is in the abstract namespace; on Windows
    ///   the name of a pipe; null with [ServerOptions#socket]
    /// @param options of which the backlog, the start of serving, the socket and ipc apply
    /// @return the server; fails with [java.net.BindException] and others of the JDK's
    /// @throws IllegalArgumentException for a path that does not fit a socket address
    CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, @Nullable String path, ServerOptions options);

    /// Takes over a connection that something else accepted. Unless it is refused, the socket belongs to the
    /// loop from here on. asyncio's `connect_accepted_socket(factory, sock)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol
    /// @param socket the file descriptor of a connected TCP or unix stream socket
    /// @return the transport and protocol
    /// @throws IllegalArgumentException if it is not such a socket; then it stays the caller's
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connectAcceptedSocket(Supplier<P> factory, long socket);

    /// Sends a whole file with [SendfileOptions#DEFAULT], see [#sendfile(Transport, FileChannel,
    /// SendfileOptions)].
    ///
    /// @param transport whose peer gets it
    /// @param file opened for reading, and closed again
    /// @return how many bytes were sent
    default CompletableFuture<Long> sendfile(Transport transport, Path file) {
        return sendfile(transport, file, SendfileOptions.DEFAULT);
    }

    /// Sends a file, see [#sendfile(Transport, FileChannel, SendfileOptions)].
    ///
    /// @param transport whose peer gets it
    /// @param file opened for reading, and closed again
    /// @param options which part of it, and how
    /// @return how many bytes were sent; fails also with [java.nio.file.NoSuchFileException] and others of the
    /// JDK's
    /// @throws IllegalArgumentException if the transport is not one of this loop's that can send files
    /// @throws IllegalStateException if it is closing, its write side has ended, or it sends a file already
    CompletableFuture<Long> sendfile(Transport transport, Path file, SendfileOptions options);

    /// Sends a file behind what was written before; inside the kernel where the system can, and the disk is
    /// read on the default executor. asyncio's `sendfile(transport, file)`.
    ///
    /// Until it is done the transport delivers nothing, and writing to it throws [IllegalStateException].
    /// Closing it, or its loss, fails the future. Cancelling the future ends the sending somewhere in the file;
    /// the transport can be used again once the future is done.
    ///
    /// @param transport whose peer gets it
    /// @param file open for reading; its position is behind what was sent afterwards, also after a failure
    /// @param options which part of it, and how
    /// @return how many bytes were sent, fewer than were asked for if the file ends before; fails with the
    ///   connection's loss, or [UnsupportedOperationException] if the system does not send the file by itself
    ///   and the fallback is off
    /// @throws IllegalArgumentException if the transport is not one of this loop's that can send files
    /// @throws IllegalStateException if it is closing, its write side has ended, or it sends a file already
    CompletableFuture<Long> sendfile(Transport transport, FileChannel file, SendfileOptions options);
}
