package io.juvloop.ipc;

import io.juvloop.BaseTransport;
import io.juvloop.ExtraInfo;
import io.juvloop.Transport;
import io.juvloop.TransportSocket;
import java.nio.ByteBuffer;
import java.util.Objects;

/// A Unix domain connection between processes that passes handles as well as bytes: connections, servers and
/// other sockets. It is created by [io.juvloop.ConnectOptions#withIpc] and [io.juvloop.ServerOptions#withIpc].
///
/// A protocol that is also an [IpcProtocol] receives the handles. The other process may be any program: a
/// handle is sent as `SCM_RIGHTS`, which Python's `socket.recv_fds` and `socket.send_fds` use.
///
/// Thread rule and lifetime: see [Transport]. Not for Windows. See
/// [uv_write2](https://docs.libuv.org/en/v1.x/stream.html#c.uv_write2).
public interface IpcTransport extends Transport {
    /// Writes bytes and passes a handle with the first of them, in order with all other writes.
    ///
    /// The handle, like the bytes, is captured before this returns: both processes have the socket then, and it
    /// lives until both have closed it. So the sender usually closes its own transport or server next, with
    /// [Transport#close]; [Transport#abort] would reset the connection that the receiver has. The receiver does
    /// not read data that the sender has read before, so pause reading first.
    ///
    /// @param data at least one byte; the position moves to the limit
    /// @param handle an open socket from [ExtraInfo#SOCKET] or [io.juvloop.Server#sockets]
    /// @throws IllegalArgumentException if there are no bytes, the handle is closed, or the buffer's arena is
    ///   closed or confined to another thread; nothing is sent
    /// @throws IllegalStateException after [#writeEof], on another thread, or for a handle of another loop
    /// @throws java.io.UncheckedIOException if the system has no descriptor left
    void sendHandle(ByteBuffer data, TransportSocket handle);

    /// Writes bytes and passes a connection with the first of them, see
    /// [#sendHandle(ByteBuffer, TransportSocket)].
    ///
    /// @param data at least one byte; the position moves to the limit
    /// @param connection a connection with a socket
    /// @throws IllegalArgumentException if it has no socket, or as above
    default void sendHandle(ByteBuffer data, BaseTransport connection) {
        Objects.requireNonNull(data, "the data is null");
        TransportSocket socket = connection.extraInfo(ExtraInfo.SOCKET);
        if (socket == null) {
            throw new IllegalArgumentException("no socket to pass: " + connection);
        }
        sendHandle(data, socket);
    }
}
