package io.juvloop.datagram;

import io.juvloop.BaseTransport;
import io.juvloop.ExtraInfo;
import io.juvloop.WriteBufferLimits;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// An endpoint for datagrams: a UDP or Unix domain datagram socket.
///
/// Loop thread only; a call from another thread always throws [IllegalStateException].
///
/// Lifetime: from [DatagramProtocol#connectionMade] to [io.juvloop.BaseProtocol#connectionLost]. Afterwards
/// sending has no effect, and the options of the socket throw.
///
/// See
/// [asyncio.DatagramTransport](https://docs.python.org/3.13/library/asyncio-protocol.html#datagram-transports).
public interface DatagramTransport extends BaseTransport {
    /// Sends the remaining bytes of a buffer as one datagram, which may be empty. The bytes are sent or copied
    /// before this returns, so the buffer may be overwritten at once; its position moves to its limit. This
    /// never blocks and never resolves a name. A datagram that the kernel does not take at once is queued.
    /// asyncio's `sendto(data, addr)`.
    ///
    /// A datagram that the system refuses, because it is too large or the peer has no listener, is reported to
    /// [DatagramProtocol#errorReceived]. After [#close] a datagram is dropped, with a warning from the fifth
    /// on.
    ///
    /// @param data heap or direct, up to 64 KiB for UDP; for Unix sockets as much as the send buffer has room
    ///   for
    /// @param target a resolved [java.net.InetSocketAddress] or a [java.net.UnixDomainSocketAddress], on Linux
    ///   with an `@` at the front for a name in the abstract namespace; for a connected endpoint null or its
    ///   peer
    /// @throws IllegalArgumentException for a target that is not resolved, has another family, or is not the
    ///   peer of a connected endpoint; for no target if the endpoint is not connected; if the arena of the data
    ///   is closed or confined to another thread
    void sendTo(ByteBuffer data, @Nullable SocketAddress target);

    /// Sends an array, see [#sendTo(ByteBuffer, SocketAddress)].
    ///
    /// @param data the bytes
    /// @param target the target; for a connected endpoint null or its peer
    /// @throws IllegalArgumentException for a target that it cannot send to
    void sendTo(byte[] data, @Nullable SocketAddress target);

    /// Sends a segment, see [#sendTo(ByteBuffer, SocketAddress)].
    ///
    /// @param data heap or native
    /// @param target the target; for a connected endpoint null or its peer
    /// @throws IllegalArgumentException for a target that it cannot send to; if the arena of the data is closed
    ///   or confined to another thread
    void sendTo(MemorySegment data, @Nullable SocketAddress target);

    /// Sends several datagrams to one target in order, each as by [#sendTo(ByteBuffer, SocketAddress)], but
    /// with as few system calls as possible: with [io.juvloop.host.Feature#BATCHED_DATAGRAMS] one for up to
    /// twenty, without it one for each. Beyond asyncio.
    ///
    /// A datagram that the system refuses is reported to [DatagramProtocol#errorReceived], and those behind it
    /// are sent all the same. A missing listener of an earlier datagram may remain unreported, because a system
    /// call that has sent a datagram reports no error.
    ///
    /// @param data the datagrams, which may be empty
    /// @param target the target; for a connected endpoint null or its peer
    /// @throws IllegalArgumentException for a target that it cannot send to, or if the arena of a buffer is
    ///   closed or confined to another thread; then no datagram is sent
    void sendAll(Iterable<ByteBuffer> data, @Nullable SocketAddress target);

    /// Closes the endpoint: no datagram is received any more, queued ones are sent, then
    /// [io.juvloop.BaseProtocol#connectionLost] is called with null. Calling it again has no effect. asyncio's
    /// `close()`.
    @Override
    void close();

    /// Closes the endpoint at once: queued datagrams are dropped, and [io.juvloop.BaseProtocol#connectionLost]
    /// is called with null in the next iteration. This also ends a [#close] that is still sending. asyncio's
    /// `abort()`.
    void abort();

    /// Whether datagrams are being received.
    ///
    /// @return false while paused or closing
    boolean isReading();

    /// Pauses receiving until [#resumeReading]; datagrams that arrive meanwhile stay in the kernel, as far as
    /// it has room. Calling it again has no effect. Beyond asyncio.
    void pauseReading();

    /// Resumes receiving. Has no effect when not paused. Beyond asyncio.
    void resumeReading();

    /// Returns the size of the datagrams queued for sending, with eight bytes more for each. asyncio's
    /// `get_write_buffer_size()`.
    ///
    /// @return the size in bytes
    long writeBufferSize();

    /// Returns the high-water and low-water marks of flow control. asyncio's `get_write_buffer_limits()`.
    ///
    /// @return the marks, in bytes
    WriteBufferLimits writeBufferLimits();

    /// Sets the marks of flow control: [io.juvloop.BaseProtocol#pauseWriting] is called above the high-water
    /// mark, and [io.juvloop.BaseProtocol#resumeWriting] at or below the low-water mark. Takes effect at once.
    /// asyncio's `set_write_buffer_limits(high, low)`.
    ///
    /// @param limits the marks
    void setWriteBufferLimits(WriteBufferLimits limits);

    /// Returns the address of the peer when the endpoint was opened: [ExtraInfo#PEERNAME].
    ///
    /// @return the address, also after the end; null if the endpoint is not connected
    default @Nullable SocketAddress remoteAddress() {
        return extraInfo(ExtraInfo.PEERNAME);
    }

    /// Returns the local address when the endpoint was opened: [ExtraInfo#SOCKNAME].
    ///
    /// @return the address, also after the end; null if it has none
    default @Nullable SocketAddress localAddress() {
        return extraInfo(ExtraInfo.SOCKNAME);
    }

    /// Returns the protocol of the transport. asyncio's `get_protocol()`.
    ///
    /// @return the protocol
    DatagramProtocol protocol();

    /// Replaces the protocol, from the next event on; the new one gets no [DatagramProtocol#connectionMade].
    /// asyncio's `set_protocol(protocol)`.
    ///
    /// @param protocol the new protocol
    void setProtocol(DatagramProtocol protocol);

    // --- Socket options

    /// Joins a multicast group, to receive the datagrams sent to it.
    ///
    /// @param group a multicast address
    /// @param near the interface to receive on; null lets the system choose
    /// @param source the only sender to accept; null for all
    /// @throws IOException if the socket is closed or the system refuses
    void joinGroup(InetAddress group, @Nullable NetworkInterface near, @Nullable InetAddress source) throws IOException;

    /// Leaves a multicast group; the arguments are those of [#joinGroup].
    ///
    /// @param group a multicast address
    /// @param near the interface, or null
    /// @param source the sender, or null
    /// @throws IOException if the socket is closed or has not joined
    void leaveGroup(InetAddress group, @Nullable NetworkInterface near, @Nullable InetAddress source)
            throws IOException;

    /// Sets the interface that multicast datagrams are sent through.
    ///
    /// @param near the interface; null lets the system choose
    /// @throws IOException if the socket is closed or the system refuses
    void setMulticastInterface(@Nullable NetworkInterface near) throws IOException;

    /// Sets whether datagrams sent to a group also reach this machine's own members. On by default.
    ///
    /// @param on true if they do
    /// @throws IOException if the socket is closed or the system refuses
    void setMulticastLoop(boolean on) throws IOException;

    /// Sets how many routers a multicast datagram may pass. One by default.
    ///
    /// @param hops 0 to 255
    /// @throws IOException if the socket is closed or the system refuses
    void setMulticastTtl(int hops) throws IOException;

    /// Sets how many routers a datagram may pass.
    ///
    /// @param hops 1 to 255
    /// @throws IOException if the socket is closed or the system refuses
    void setTtl(int hops) throws IOException;

    /// Sets whether datagrams may be sent to a broadcast address. See [DatagramOptions#withAllowBroadcast].
    ///
    /// @param on true if they may
    /// @throws IOException if the socket is closed or the system refuses
    void setBroadcast(boolean on) throws IOException;
}
