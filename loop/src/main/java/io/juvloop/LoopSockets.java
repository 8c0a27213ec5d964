package io.juvloop;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// Sockets: a chapter of [EventLoop], which has all of them.
///
/// asyncio's operations on sockets, for tasks: blocking calls in the text, but only the task waits.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [Working with socket objects
/// directly](https://docs.python.org/3.13/library/asyncio-eventloop.html#working-with-socket-objects-directly).
public interface LoopSockets {
    /// Accepts a connection, in a task that is suspended until there is one. asyncio's `sock_accept(sock)`.
    ///
    /// A channel that a task has waited for stays registered with the loop until it is closed: it cannot be put
    /// in blocking mode. Closing it, on any thread, makes the waiting task go on at once with
    /// [java.nio.channels.AsynchronousCloseException].
    ///
    /// @param channel which listens, in non-blocking mode
    /// @return the connection, in non-blocking mode, which is the caller's to close
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the channel is in blocking mode
    /// @throws IllegalStateException outside a task, or if another task waits to accept from it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; no connection is lost
    SocketChannel sockAccept(ServerSocketChannel channel) throws IOException;

    /// Receives what there is, in a task that is suspended until there is something. asyncio's
    /// `sock_recv(sock, nbytes)`. See [#sockAccept] for what the loop does with the channel.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param max how many bytes at the most, not 0
    /// @return the bytes; none at the end of the stream
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the channel is in blocking mode, or a transport owns its socket
    /// @throws IllegalStateException outside a task, or if another task waits to receive from it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; no byte is lost
    byte[] sockRecv(SocketChannel channel, int max) throws IOException;

    /// Receives what there is into a buffer, see [#sockRecv]. asyncio's `sock_recv_into(sock, buf)`.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param target filled from its position on; direct buffers without a copy
    /// @return how many bytes; 0 only if there is no room, -1 at the end of the stream
    /// @throws IOException if it fails, as the channel's own method
    int sockRecvInto(SocketChannel channel, ByteBuffer target) throws IOException;

    /// Sends all bytes, see [#sockSendall(SocketChannel, ByteBuffer)]. asyncio's `sock_sendall(sock, data)`.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param data the bytes
    /// @throws IOException if it fails, as the channel's own method
    default void sockSendall(SocketChannel channel, byte[] data) throws IOException {
        sockSendall(channel, ByteBuffer.wrap(data));
    }

    /// Sends all bytes, in a task that is suspended while the socket takes no more. asyncio's
    /// `sock_sendall(sock, data)`. See [#sockAccept] for what the loop does with the channel.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param data sent from its position on, which tells how many bytes left if it fails or the task is
    /// cancelled
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the channel is in blocking mode, or a transport owns its socket
    /// @throws IllegalStateException outside a task, or if another task waits to send to it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    void sockSendall(SocketChannel channel, ByteBuffer data) throws IOException;

    /// Connects, in a task that is suspended meanwhile. asyncio's `sock_connect(sock, address)`. See
    /// [#sockAccept] for what the loop does with the channel, which the JDK closes if this fails.
    ///
    /// @param channel not connected, in non-blocking mode
    /// @param address where to; a host that is not resolved yet is looked up
    /// @throws IOException if it fails, as [java.net.ConnectException]
    /// @throws IllegalArgumentException if the channel is in blocking mode
    /// @throws IllegalStateException outside a task, or if it is connected or connecting already
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; the channel goes on
    /// connecting
    void sockConnect(SocketChannel channel, SocketAddress address) throws IOException;
}
