package io.juvloop;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Sockets: a chapter of [EventLoop], which has all of them.
///
/// asyncio's operations on sockets, for tasks: blocking calls in the text, but only the task waits. They take the
/// JDK's channels, and descriptors by their number.
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
    /// `sock_recv(sock, nbytes)`. See [#sockAccept(ServerSocketChannel)] for what the loop does with the channel.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param max how many bytes at the most, not 0
    /// @return the bytes; none at the end of the stream
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the channel is in blocking mode, or a transport owns its socket
    /// @throws IllegalStateException outside a task, or if another task waits to receive from it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; no byte is lost
    byte[] sockRecv(SocketChannel channel, int max) throws IOException;

    /// Receives what there is into a buffer, see [#sockRecv(SocketChannel, int)]. asyncio's
    /// `sock_recv_into(sock, buf)`.
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
    /// `sock_sendall(sock, data)`. See [#sockAccept(ServerSocketChannel)] for what the loop does with the
    /// channel.
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
    /// [#sockAccept(ServerSocketChannel)] for what the loop does with the channel, which the JDK closes if this
    /// fails.
    ///
    /// @param channel not connected, in non-blocking mode
    /// @param address where to; a host that is not resolved yet is looked up
    /// @throws IOException if it fails, as [java.net.ConnectException]
    /// @throws IllegalArgumentException if the channel is in blocking mode
    /// @throws IllegalStateException outside a task, or if it is connected or connecting already
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; the channel goes on
    /// connecting
    void sockConnect(SocketChannel channel, SocketAddress address) throws IOException;

    /// Receives one datagram, in a task that is suspended until there is one. asyncio's `sock_recvfrom(sock,
    /// bufsize)`. See [#sockAccept(ServerSocketChannel)] for what the loop does with the channel.
    ///
    /// @param channel in non-blocking mode
    /// @param max how many bytes at the most, not 0; what else the datagram has is lost
    /// @return the datagram, perhaps an empty one
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the channel is in blocking mode
    /// @throws IllegalStateException outside a task, or if another task waits to receive from it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; no datagram is lost
    ReceivedDatagram sockRecvfrom(DatagramChannel channel, int max) throws IOException;

    /// Receives one datagram into a buffer, see [#sockRecvfrom(DatagramChannel, int)]. asyncio's
    /// `sock_recvfrom_into(sock, buf)`.
    ///
    /// @param channel in non-blocking mode
    /// @param target filled from its position on, which says how many bytes came
    /// @return who sent it
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the buffer has no room
    SocketAddress sockRecvfromInto(DatagramChannel channel, ByteBuffer target) throws IOException;

    /// Sends one datagram, see [#sockSendto(DatagramChannel, ByteBuffer, SocketAddress)].
    ///
    /// @param channel in non-blocking mode
    /// @param data the datagram, perhaps empty
    /// @param address where to
    /// @throws IOException if it fails, as the channel's own method
    default void sockSendto(DatagramChannel channel, byte[] data, SocketAddress address) throws IOException {
        sockSendto(channel, ByteBuffer.wrap(data), address);
    }

    /// Sends one datagram, in a task that is suspended while the system takes none. asyncio's `sock_sendto(sock,
    /// data, address)`.
    ///
    /// @param channel in non-blocking mode
    /// @param data the datagram, from its position on, which moves to the limit
    /// @param address where to; a host that is not resolved yet is looked up
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the channel is in blocking mode
    /// @throws IllegalStateException outside a task, or if another task waits to send to it
    void sockSendto(DatagramChannel channel, ByteBuffer data, SocketAddress address) throws IOException;

    /// Sends a file, see [#sockSendfile(SocketChannel, FileChannel, SendfileOptions)].
    ///
    /// @param channel connected, in non-blocking mode
    /// @param file opened for reading, and closed again
    /// @param options which part of it
    /// @return how many bytes
    /// @throws IOException if it fails, as [java.nio.file.NoSuchFileException]
    long sockSendfile(SocketChannel channel, Path file, SendfileOptions options) throws IOException;

    /// Sends a file, in a task that is suspended meanwhile; inside the kernel where the system can, and the
    /// disk is read on the default executor. asyncio's `sock_sendfile(sock, file)`.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param file open for reading; its position is behind what was sent afterwards, also after a failure
    /// @param options which part of it
    /// @return how many bytes; fewer than were asked for if the file ends before
    /// @throws IOException if it fails
    /// @throws IllegalArgumentException if the channel is in blocking mode, or a transport owns its socket
    /// @throws IllegalStateException outside a task, or if another task waits to send to it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; the file's position says how
    ///     far it came
    long sockSendfile(SocketChannel channel, FileChannel file, SendfileOptions options) throws IOException;

    // --- The same by number

    /// Accepts a connection, see [#sockAccept(ServerSocketChannel)].
    ///
    /// A descriptor must be non-blocking, and must not be closed while a task waits for it; when this returns,
    /// the loop has forgotten it.
    ///
    /// @param socket the number of a descriptor that listens
    /// @return the number of the connection's, non-blocking, which is the caller's to close; as
    ///     [LoopConnections#connectAcceptedSocket] takes it
    /// @throws IOException if it fails, with a [UvException] as its cause
    /// @throws IllegalArgumentException if it is blocking, or something of the loop's owns it
    /// @throws IllegalStateException outside a task, or if another task or callback waits for the same
    /// @throws UnsupportedOperationException on Windows, where only channels can be used
    long sockAccept(long socket) throws IOException;

    /// Receives what there is, see [#sockRecv(SocketChannel, int)] and [#sockAccept(long)].
    ///
    /// @param socket the number of a socket's, a pipe's or a device's descriptor
    /// @param max how many bytes at the most, not 0
    /// @return the bytes; none at the end of the stream
    /// @throws IOException if it fails
    byte[] sockRecv(long socket, int max) throws IOException;

    /// Receives what there is into a buffer, see [#sockRecvInto(SocketChannel, ByteBuffer)] and
    /// [#sockAccept(long)].
    ///
    /// @param socket the number of a socket's, a pipe's or a device's descriptor
    /// @param target filled from its position on; direct buffers without a copy
    /// @return how many bytes; 0 only if there is no room, -1 at the end of the stream
    /// @throws IOException if it fails
    int sockRecvInto(long socket, ByteBuffer target) throws IOException;

    /// Sends all bytes, see [#sockSendall(long, ByteBuffer)].
    ///
    /// @param socket the number of a socket's, a pipe's or a device's descriptor
    /// @param data the bytes
    /// @throws IOException if it fails
    default void sockSendall(long socket, byte[] data) throws IOException {
        sockSendall(socket, ByteBuffer.wrap(data));
    }

    /// Sends all bytes, see [#sockSendall(SocketChannel, ByteBuffer)] and [#sockAccept(long)].
    ///
    /// @param socket the number of a socket's, a pipe's or a device's descriptor
    /// @param data sent from its position on, which tells how many bytes left if it fails or the task is
    /// cancelled
    /// @throws IOException if it fails
    void sockSendall(long socket, ByteBuffer data) throws IOException;

    /// Connects, see [#sockConnect(SocketChannel, SocketAddress)] and [#sockAccept(long)]. If it fails, the
    /// descriptor stays open.
    ///
    /// @param socket the number of a socket's descriptor
    /// @param address where to; a host that is not resolved yet is looked up; on Linux a unix path with an `@` at
    ///   the front is a name in the abstract namespace
    /// @throws IOException if it fails, as [java.net.ConnectException]
    void sockConnect(long socket, SocketAddress address) throws IOException;

    /// Receives one datagram, see [#sockRecvfrom(DatagramChannel, int)] and [#sockAccept(long)].
    ///
    /// @param socket the number of a socket's descriptor
    /// @param max how many bytes at the most, not 0; what else the datagram has is lost
    /// @return the datagram, perhaps an empty one
    /// @throws IOException if it fails
    ReceivedDatagram sockRecvfrom(long socket, int max) throws IOException;

    /// Receives one datagram into a buffer, see [#sockRecvfromInto(DatagramChannel, ByteBuffer)] and
    /// [#sockAccept(long)].
    ///
    /// @param socket the number of a socket's descriptor
    /// @param target filled from its position on, which says how many bytes came
    /// @return who sent it; null if it has no name
    /// @throws IOException if it fails
    @Nullable
    SocketAddress sockRecvfromInto(long socket, ByteBuffer target) throws IOException;

    /// Sends one datagram, see [#sockSendto(long, ByteBuffer, SocketAddress)].
    ///
    /// @param socket the number of a socket's descriptor
    /// @param data the datagram, perhaps empty
    /// @param address where to
    /// @throws IOException if it fails
    default void sockSendto(long socket, byte[] data, SocketAddress address) throws IOException {
        sockSendto(socket, ByteBuffer.wrap(data), address);
    }

    /// Sends one datagram, see [#sockSendto(DatagramChannel, ByteBuffer, SocketAddress)] and [#sockAccept(long)].
    ///
    /// @param socket the number of a socket's descriptor
    /// @param data the datagram, from its position on, which moves to the limit
    /// @param address where to; a host that is not resolved yet is looked up; on Linux a unix path with an `@` at
    ///   the front is a name in the abstract namespace
    /// @throws IOException if it fails
    void sockSendto(long socket, ByteBuffer data, SocketAddress address) throws IOException;

    /// Sends a file, see [#sockSendfile(SocketChannel, Path, SendfileOptions)] and [#sockAccept(long)].
    ///
    /// @param socket the number of a stream socket's descriptor
    /// @param file opened for reading, and closed again
    /// @param options which part of it
    /// @return how many bytes
    /// @throws IOException if it fails, as [java.nio.file.NoSuchFileException]
    long sockSendfile(long socket, Path file, SendfileOptions options) throws IOException;

    /// Sends a file, see [#sockSendfile(SocketChannel, FileChannel, SendfileOptions)] and [#sockAccept(long)].
    ///
    /// @param socket the number of a stream socket's descriptor
    /// @param file open for reading; its position is behind what was sent afterwards, also after a failure
    /// @param options which part of it
    /// @return how many bytes; fewer than were asked for if the file ends before
    /// @throws IOException if it fails
    /// @throws UnsupportedOperationException if the system does not send it by itself, and the fallback is off
    long sockSendfile(long socket, FileChannel file, SendfileOptions options) throws IOException;
}
