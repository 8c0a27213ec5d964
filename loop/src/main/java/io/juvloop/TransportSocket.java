package io.juvloop;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A view of the socket of a transport or server: addresses, descriptor and options, but no I/O and no closing.
///
/// Without a reference, a connection that reads or a server that listens does not keep
/// [io.juvloop.phases.Phases#runWhileAlive] running.
///
/// Loop thread only. The addresses remain available after the socket is closed; the options then throw. See
/// asyncio's [TransportSocket](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.Server.sockets).
public interface TransportSocket extends LoopReference {
    /// The file descriptor of the socket.
    ///
    /// @return the descriptor (on Windows the handle), or -1 once closed
    long fileno();

    /// The local address.
    ///
    /// @return the address, or null if it has none
    @Nullable
    SocketAddress localAddress();

    /// The remote address.
    ///
    /// @return the address, or null for a listener
    @Nullable
    SocketAddress remoteAddress();

    /// The size of the kernel's send buffer.
    ///
    /// @return the size in bytes, as the kernel counts them
    /// @throws IOException if the socket is closed or the system refuses
    int sendBufferSize() throws IOException;

    /// Sets the size of the kernel's send buffer.
    ///
    /// @param size the size in bytes, positive
    /// @throws IOException if the socket is closed or the system refuses
    void setSendBufferSize(int size) throws IOException;

    /// The size of the kernel's receive buffer.
    ///
    /// @return the size in bytes, as the kernel counts them
    /// @throws IOException if the socket is closed or the system refuses
    int receiveBufferSize() throws IOException;

    /// Sets the size of the kernel's receive buffer.
    ///
    /// @param size the size in bytes, positive
    /// @throws IOException if the socket is closed or the system refuses
    void setReceiveBufferSize(int size) throws IOException;

    /// Sets whether small packets are sent at once, instead of being combined by the kernel. On by default.
    ///
    /// @param on true to send at once
    /// @throws IOException if it is not TCP, is closed, or the system refuses
    void setNoDelay(boolean on) throws IOException;

    /// Sets whether the kernel probes an idle peer: after an idle time, and then every second. Ten unanswered
    /// probes end the connection. libuv's `uv_tcp_keepalive`.
    ///
    /// @param idle the time before the first probe, in whole seconds, at least one; null turns probes off
    /// @throws IOException if it is not TCP, is closed, or the system refuses
    /// @throws IllegalArgumentException if the time is less than a second, or too many seconds for an int
    void setKeepAlive(@Nullable Duration idle) throws IOException;

    /// Makes the kernel probe an idle peer, with all times given. libuv's `uv_tcp_keepalive_ex`.
    ///
    /// @param idle the time before the first probe, in whole seconds, at least one
    /// @param interval the time between two probes, in whole seconds, at least one
    /// @param count the number of unanswered probes after which the connection is lost, at least one
    /// @throws IOException if it is not TCP, is closed, or the system refuses, for example numbers that are too
    ///   large
    /// @throws IllegalArgumentException if a time is less than a second, or too many seconds for an int; if the
    ///   count is less than one
    /// @throws UnsupportedOperationException without [io.juvloop.host.Feature#KEEPALIVE_INTERVALS]
    void setKeepAlive(Duration idle, Duration interval, int count) throws IOException;

    /// Sets how long what was sent may stay without an answer of the peer's kernel before the connection is lost, and
    /// likewise probes. Linux's `TCP_USER_TIMEOUT`.
    ///
    /// @param limit the time, in whole milliseconds; zero for the system's
    /// @throws IOException if it is not TCP, is closed, or the system refuses
    /// @throws IllegalArgumentException if the time is negative, or too many milliseconds for an int
    /// @throws UnsupportedOperationException on another system than Linux
    void setUserTimeout(Duration limit) throws IOException;
}
