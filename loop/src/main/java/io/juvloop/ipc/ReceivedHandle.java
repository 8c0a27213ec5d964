package io.juvloop.ipc;

import io.juvloop.BaseProtocol;
import io.juvloop.Connection;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// What another process passed over an [IpcTransport], not yet in use here.
///
/// Loop thread only. It is claimed once, by one of its methods, or closed; what is left is closed when the
/// transport that it came over is lost. Its file description is shared with the process it came from, and with
/// it the blocking mode, which is off from here on.
public interface ReceivedHandle extends AutoCloseable {
    /// What can be made of it.
    enum Kind {
        /// A connected TCP or unix stream socket: [#connectAccepted].
        CONNECTION,
        /// A listening TCP or unix stream socket: [#createServer].
        SERVER,
        /// Something else, such as a datagram socket or a pipe: [#detach].
        OTHER
    }

    /// What can be made of it.
    ///
    /// @return the kind
    Kind kind();

    /// Makes a connection of it. asyncio's `connect_accepted_socket(factory, sock)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol
    /// @return the transport and protocol
    /// @throws IllegalStateException if it is of another kind, or was claimed or closed
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connectAccepted(Supplier<P> factory);

    /// Serves on it with [ServerOptions#DEFAULT].
    ///
    /// @param factory makes a protocol for each connection
    /// @return the server, accepting
    /// @throws IllegalStateException if it is of another kind, or was claimed or closed
    default CompletableFuture<Server> createServer(Supplier<? extends BaseProtocol> factory) {
        return createServer(factory, ServerOptions.DEFAULT);
    }

    /// Serves on it; the processes that have it share its connections. asyncio's `create_server(factory,
    /// sock=sock)`.
    ///
    /// @param factory makes a protocol for each connection
    /// @param options of which the backlog, the start of serving, keep-alive and ipc apply
    /// @return the server
    /// @throws IllegalStateException if it is of another kind, or was claimed or closed
    CompletableFuture<Server> createServer(Supplier<? extends BaseProtocol> factory, ServerOptions options);

    /// Gives the descriptor away, for other uses. Python's `socket.detach()`.
    ///
    /// @return the file descriptor, which is the caller's now
    /// @throws IOException if the system has no descriptor left for that; then nothing has changed
    /// @throws IllegalStateException if it was claimed or closed
    long detach() throws IOException;

    /// Closes it if nobody claimed it. Again, or afterwards, it does nothing.
    @Override
    void close();
}
