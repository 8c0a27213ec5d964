package io.juvloop.ipc;

import io.juvloop.BaseTransport;
import io.juvloop.ExtraInfo;
import io.juvloop.Transport;
import io.juvloop.TransportSocket;
import java.nio.ByteBuffer;

/// A unix domain connection between processes over which handles are passed as well as bytes: connections,
/// servers and other sockets. What [io.juvloop.ConnectOptions#withIpc] and [io.juvloop.ServerOptions#withIpc] make.
///
/// Handles come to a protocol that is a [IpcProtocol] too. The other process may be any: a handle travels as
/// `SCM_RIGHTS`, which Python's `socket.recv_fds` and `socket.send_fds` speak.
///
/// Thread rule and lifetime: see [Transport]. Not for Windows. See
/// [uv_write2](https://docs.libuv.org/en/v1.x/stream.html#c.uv_write2).
public interface IpcTransport extends Transport {
    /// Writes bytes, and passes a handle with the first of them, in order with everything else that is written.
    ///
    /// As with bytes, what is passed is captured before this returns: both processes have the socket then, and
    /// it lives until both have closed it. So the sender usually closes its own transport or server next, with
    /// [Transport#close]; [Transport#abort] would reset the connection that the other has. What the sender read
    /// before is not read by the other, so pause reading first.
    ///
    /// @param data at least one byte; the position moves to the limit
    /// @param handle what [ExtraInfo#SOCKET] or [io.juvloop.Server#sockets] gave, open
    /// @throws IllegalArgumentException if there are no bytes, the handle is closed, or the buffer's arena is
    ///   closed or confined to another thread; nothing is sent
    /// @throws IllegalStateException after [#writeEof], on another thread, or for a handle of another loop
    /// @throws java.io.UncheckedIOException if the system has no descriptor left
    void sendHandle(ByteBuffer data, TransportSocket handle);

    /// Writes bytes and passes a connection with the first of them, see [#sendHandle(ByteBuffer,
    /// TransportSocket)].
    ///
    /// @param data at least one byte; the position moves to the limit
    /// @param connection which is over a socket
    /// @throws IllegalArgumentException if it has no socket, or as above
    default void sendHandle(ByteBuffer data, BaseTransport connection) {
        TransportSocket socket = connection.extraInfo(ExtraInfo.SOCKET);
        if (socket == null) {
            throw new IllegalArgumentException("no socket to pass: " + connection);
        }
        sendHandle(data, socket);
    }
}
