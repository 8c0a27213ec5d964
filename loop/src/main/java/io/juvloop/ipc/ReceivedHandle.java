package io.juvloop.ipc;

import io.juvloop.BaseProtocol;
import io.juvloop.Connection;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// A handle received from another process over an [IpcTransport], not yet in use here.
///
/// Loop thread only. It is claimed once, by one of its methods, or closed; an unclaimed handle is closed when
/// its transport is lost. It shares its file description with the sending process, and with it the blocking
/// mode, which is non-blocking from here on.
public interface ReceivedHandle extends AutoCloseable {
    /// The kind of a received handle, and the method that claims it.
    enum Kind {
        /// A connected TCP or unix stream socket: [#connectAccepted].
        CONNECTION,
        /// A listening TCP or unix stream socket: [#createServer].
        SERVER,
        /// Another kind, such as a datagram socket or a pipe: [#detach].
        OTHER
    }

    /// The kind of the handle.
    ///
    /// @return the kind
    Kind kind();

    /// Claims the handle as a connection. asyncio's `connect_accepted_socket(factory, sock)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory creates the protocol
    /// @return the transport and protocol
    /// @throws IllegalStateException if it has another kind, or was claimed or closed
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connectAccepted(Supplier<P> factory);

    /// Claims the handle as a server with [ServerOptions#DEFAULT].
    ///
    /// @param factory creates a protocol for each connection
    /// @return the server, accepting
    /// @throws IllegalStateException if it has another kind, or was claimed or closed
    default CompletableFuture<Server> createServer(Supplier<? extends BaseProtocol> factory) {
        return createServer(factory, ServerOptions.DEFAULT);
    }

    /// Claims the handle as a server; the processes that have the socket share its connections. asyncio's
    /// `create_server(factory, sock=sock)`.
    ///
    /// @param factory creates a protocol for each connection
    /// @param options of which the backlog, the start of serving, keep-alive and ipc apply
    /// @return the server
    /// @throws IllegalStateException if it has another kind, or was claimed or closed
    CompletableFuture<Server> createServer(Supplier<? extends BaseProtocol> factory, ServerOptions options);

    /// Detaches the descriptor, for other uses. Python's `socket.detach()`.
    ///
    /// @return the file descriptor, which is the caller's now
    /// @throws IOException if the system has no descriptor left for it; then nothing has changed
    /// @throws IllegalStateException if it was claimed or closed
    long detach() throws IOException;

    /// Closes the handle if it was not claimed. Calling it again, or after claiming, has no effect.
    @Override
    void close();
}
