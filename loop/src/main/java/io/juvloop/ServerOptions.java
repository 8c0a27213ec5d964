package io.juvloop;

import java.util.OptionalLong;

/// How to serve; asyncio's keyword arguments of `create_server`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `ServerOptions.DEFAULT.withBacklog(1024)`.
/// See [create_server](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_server).
///
/// @param backlog how many connections may wait to be accepted, 0 or more
/// @param reuseAddress whether the port of a server that just ended can be taken at once; on by default on Unix
/// @param reusePort whether several servers may share the port, the kernel spreading connections over them
/// @param keepAlive whether the kernel probes idle clients
/// @param startServing whether to accept at once, or only after [Server#startServing]
/// @param socket the descriptor of a bound stream socket to take over instead of a host or path
/// @param ipc whether handles may be passed over the connections, which makes each transport an
///   [io.juvloop.ipc.IpcTransport]; for unix domain sockets only
public record ServerOptions(
        int backlog,
        boolean reuseAddress,
        boolean reusePort,
        boolean keepAlive,
        boolean startServing,
        OptionalLong socket,
        boolean ipc) {

    private static final int DEFAULT_BACKLOG = 100;

    /// asyncio's defaults: a backlog of 100, the address reused, serving at once.
    public static final ServerOptions DEFAULT =
            new ServerOptions(DEFAULT_BACKLOG, true, false, false, true, OptionalLong.empty(), false);

    /// Checks the options.
    ///
    /// @throws IllegalArgumentException for a negative backlog or socket
    public ServerOptions {
        if (backlog < 0) {
            throw new IllegalArgumentException("the backlog is negative: " + backlog);
        }
        if (socket.isPresent() && socket.getAsLong() < 0) {
            throw new IllegalArgumentException("the socket is negative: " + socket.getAsLong());
        }
    }

    /// The same with another backlog.
    ///
    /// @param count of connections that may wait
    /// @return new options
    public ServerOptions withBacklog(int count) {
        return new ServerOptions(count, reuseAddress, reusePort, keepAlive, startServing, socket, ipc);
    }

    /// The same with or without reuse of the address.
    ///
    /// @param on whether to reuse it
    /// @return new options
    public ServerOptions withReuseAddress(boolean on) {
        return new ServerOptions(backlog, on, reusePort, keepAlive, startServing, socket, ipc);
    }

    /// The same with or without sharing of the port.
    ///
    /// @param on whether to share it
    /// @return new options
    public ServerOptions withReusePort(boolean on) {
        return new ServerOptions(backlog, reuseAddress, on, keepAlive, startServing, socket, ipc);
    }

    /// The same with or without probing of idle clients.
    ///
    /// @param on whether to probe
    /// @return new options
    public ServerOptions withKeepAlive(boolean on) {
        return new ServerOptions(backlog, reuseAddress, reusePort, on, startServing, socket, ipc);
    }

    /// The same, accepting at once or not.
    ///
    /// @param on whether to accept at once
    /// @return new options
    public ServerOptions withStartServing(boolean on) {
        return new ServerOptions(backlog, reuseAddress, reusePort, keepAlive, on, socket, ipc);
    }

    /// The same with a socket to take over; it belongs to the loop from then on, unless it is refused.
    ///
    /// @param descriptor of a stream socket that is bound
    /// @return new options
    public ServerOptions withSocket(long descriptor) {
        return new ServerOptions(
                backlog, reuseAddress, reusePort, keepAlive, startServing, OptionalLong.of(descriptor), ipc);
    }

    /// The same with or without passing of handles, see [io.juvloop.ipc.IpcTransport].
    ///
    /// @param on whether handles may be passed
    /// @return new options
    public ServerOptions withIpc(boolean on) {
        return new ServerOptions(backlog, reuseAddress, reusePort, keepAlive, startServing, socket, on);
    }
}
