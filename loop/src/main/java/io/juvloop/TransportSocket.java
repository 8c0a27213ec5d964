package io.juvloop;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A look at the socket under a transport or server: names, number and options, but no I/O and no closing.
///
/// Without a reference, a connection that reads or a server that listens does not keep
/// [io.juvloop.phases.Phases#runWhileAlive] going.
///
/// Loop thread only. The names answer after the socket is closed; the options then throw. See [asyncio's
/// TransportSocket](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.Server.sockets).
public interface TransportSocket extends LoopReference {
    /// The operating system's number for it.
    ///
    /// @return the file descriptor (on Windows the handle), or -1 once closed
    long fileno();

    /// The near end.
    ///
    /// @return the address, or null if it has none
    @Nullable
    SocketAddress localAddress();

    /// The far end.
    ///
    /// @return the address, or null for a listener
    @Nullable
    SocketAddress remoteAddress();

    /// The kernel's send buffer.
    ///
    /// @return bytes, as the kernel counts them
    /// @throws IOException if the socket is closed or the system refuses
    int sendBufferSize() throws IOException;

    /// Sets the kernel's send buffer.
    ///
    /// @param size in bytes, more than 0
    /// @throws IOException if the socket is closed or the system refuses
    void setSendBufferSize(int size) throws IOException;

    /// The kernel's receive buffer.
    ///
    /// @return bytes, as the kernel counts them
    /// @throws IOException if the socket is closed or the system refuses
    int receiveBufferSize() throws IOException;

    /// Sets the kernel's receive buffer.
    ///
    /// @param size in bytes, more than 0
    /// @throws IOException if the socket is closed or the system refuses
    void setReceiveBufferSize(int size) throws IOException;

    /// Sends small packets at once, or lets the kernel gather them. On by default.
    ///
    /// @param on true to send at once
    /// @throws IOException if it is not TCP, is closed, or the system refuses
    void setNoDelay(boolean on) throws IOException;

    /// Has the kernel probe an idle peer: once it was idle for a time, and then every second. Ten probes without an
    /// answer end the connection. libuv's `uv_tcp_keepalive`.
    ///
    /// @param idle time before the first probe, whole seconds, one at least; null turns probes off
    /// @throws IOException if it is not TCP, is closed, or the system refuses
    /// @throws IllegalArgumentException if the time is less than a second, or more than an int of them
    void setKeepAlive(@Nullable Duration idle) throws IOException;

    /// Has the kernel probe an idle peer, with all times given. libuv's `uv_tcp_keepalive_ex`.
    ///
    /// @param idle time before the first probe, whole seconds, one at least
    /// @param interval between two probes, whole seconds, one at least
    /// @param count of probes without an answer after which the connection is lost, one at least
    /// @throws IOException if it is not TCP, is closed, or the system refuses, as it does with too large numbers
    /// @throws IllegalArgumentException if a time is less than a second, or more than an int of them; if the
    ///   count is less than one
    /// @throws UnsupportedOperationException without [io.juvloop.host.Feature#KEEPALIVE_INTERVALS]
    void setKeepAlive(Duration idle, Duration interval, int count) throws IOException;
}
