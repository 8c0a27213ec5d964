package io.juvloop.datagram;

import io.juvloop.BaseTransport;
import io.juvloop.WriteBufferLimits;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// An endpoint for datagrams: UDP or a unix domain datagram socket.
///
/// Loop thread only; a call from another thread is refused with an [IllegalStateException], always.
///
/// Lifetime: from [DatagramProtocol#connectionMade] to [io.juvloop.BaseProtocol#connectionLost]. Afterwards sending
/// still works and does nothing; the options of the socket throw.
///
/// See
/// [asyncio.DatagramTransport](https://docs.python.org/3.13/library/asyncio-protocol.html#datagram-transports).
public interface DatagramTransport extends BaseTransport {
    /// Sends the remaining bytes of a buffer as one datagram, which may be empty. They are sent or copied
    /// before this returns, so the buffer may be overwritten at once; its position moves to its limit. Never
    /// blocks and never looks a name up. What the kernel does not take at once waits in a queue. asyncio's
    /// `sendto(data, addr)`.
    ///
    /// A datagram that the system refuses, because it is too large or nobody listens, is told to
    /// [DatagramProtocol#errorReceived]. After [#close] it is dropped, with a warning from the fifth time on.
    ///
    /// @param data heap or direct, up to 64 KiB for UDP; for unix sockets as much as the send buffer has room for
    /// @param target a resolved [java.net.InetSocketAddress] or a [java.net.UnixDomainSocketAddress], on Linux with
    ///   an `@` at the front for a name in the abstract namespace; of a connected endpoint null or its peer
    /// @throws IllegalArgumentException for a target that is not resolved, of another family, or not the peer
    ///   of a connected endpoint; for none of one that is not connected; if the arena of the data is closed or
    ///   confined to another thread
    void sendTo(ByteBuffer data, @Nullable SocketAddress target);

    /// Sends an array, see [#sendTo(ByteBuffer, SocketAddress)].
    ///
    /// @param data the bytes
    /// @param target where to; of a connected endpoint null or its peer
    /// @throws IllegalArgumentException for a target it cannot send to
    void sendTo(byte[] data, @Nullable SocketAddress target);

    /// Sends a segment, see [#sendTo(ByteBuffer, SocketAddress)].
    ///
    /// @param data heap or native
    /// @param target where to; of a connected endpoint null or its peer
    /// @throws IllegalArgumentException for a target it cannot send to; if the arena of the data is closed or
    ///   confined to another thread
    void sendTo(MemorySegment data, @Nullable SocketAddress target);

    /// Sends several datagrams to one target, in their order; each as by [#sendTo(ByteBuffer, SocketAddress)], but
    /// with as few calls of the system as can be: with [io.juvloop.host.Feature#BATCHED_DATAGRAMS] one for up to
    /// twenty, without it one for each. Beyond asyncio.
    ///
    /// A datagram that the system refuses is told to [DatagramProtocol#errorReceived], and those behind it are
    /// sent all the same. That nobody listened to an earlier one may remain untold, because the system tells
    /// no error of a call that sent something.
    ///
    /// @param data the datagrams, which may be empty
    /// @param target where to; of a connected endpoint null or its peer
    /// @throws IllegalArgumentException for a target it cannot send to, or if the arena of a buffer is closed or
    ///   confined to another thread; then none is sent
    void sendAll(Iterable<ByteBuffer> data, @Nullable SocketAddress target);

    /// Closes: nothing more is received, what waits is sent, then [io.juvloop.BaseProtocol#connectionLost] is called
    /// with null. Again, it does nothing. asyncio's `close()`.
    @Override
    void close();

    /// Closes at once: what waits is dropped, [io.juvloop.BaseProtocol#connectionLost] is called with null in the next
    /// turn. Also ends a [#close] that is still sending. asyncio's `abort()`.
    void abort();

    /// Whether datagrams are being received.
    ///
    /// @return false while paused or closing
    boolean isReading();

    /// Receives nothing until [#resumeReading]; what comes meanwhile waits in the kernel, as far as it has room.
    /// Again, it does nothing. Beyond asyncio.
    void pauseReading();

    /// Receives again. When not paused, it does nothing. Beyond asyncio.
    void resumeReading();

    /// Bytes of datagrams that wait to be sent, with eight more for each. asyncio's `get_write_buffer_size()`.
    ///
    /// @return bytes
    long writeBufferSize();

    /// The marks of flow control. asyncio's `get_write_buffer_limits()`.
    ///
    /// @return low and high, in bytes
    WriteBufferLimits writeBufferLimits();

    /// Sets when [io.juvloop.BaseProtocol#pauseWriting] and [io.juvloop.BaseProtocol#resumeWriting] are called: above
    /// the high mark, and at or below the low one. Takes effect at once. asyncio's `set_write_buffer_limits(high,
    /// low)`.
    ///
    /// @param limits the marks
    void setWriteBufferLimits(WriteBufferLimits limits);

    /// The protocol that is told now. asyncio's `get_protocol()`.
    ///
    /// @return the protocol
    DatagramProtocol protocol();

    /// Changes who is told, from the next event on; the new one gets no [DatagramProtocol#connectionMade].
    /// asyncio's `set_protocol(protocol)`.
    ///
    /// @param protocol the new one
    void setProtocol(DatagramProtocol protocol);

    // --- Options of the socket

    /// Receives what is sent to a multicast group.
    ///
    /// @param group a multicast address
    /// @param near the interface to listen on; null lets the system choose
    /// @param source the only sender to listen to; null for all
    /// @throws IOException if the socket is closed or the system refuses
    void joinGroup(InetAddress group, @Nullable NetworkInterface near, @Nullable InetAddress source) throws IOException;

    /// Undoes [#joinGroup]; the arguments are the same.
    ///
    /// @param group a multicast address
    /// @param near the interface, or null
    /// @param source the sender, or null
    /// @throws IOException if the socket is closed or has not joined
    void leaveGroup(InetAddress group, @Nullable NetworkInterface near, @Nullable InetAddress source)
            throws IOException;

    /// Chooses the interface that multicast datagrams leave by.
    ///
    /// @param near the interface; null lets the system choose
    /// @throws IOException if the socket is closed or the system refuses
    void setMulticastInterface(@Nullable NetworkInterface near) throws IOException;

    /// Whether what is sent to a group also reaches this machine's own members. On by default.
    ///
    /// @param on true if it does
    /// @throws IOException if the socket is closed or the system refuses
    void setMulticastLoop(boolean on) throws IOException;

    /// How many routers a multicast datagram may pass. One by default.
    ///
    /// @param hops 0 to 255
    /// @throws IOException if the socket is closed or the system refuses
    void setMulticastTtl(int hops) throws IOException;

    /// How many routers a datagram may pass.
    ///
    /// @param hops 1 to 255
    /// @throws IOException if the socket is closed or the system refuses
    void setTtl(int hops) throws IOException;

    /// Whether datagrams may be sent to a broadcast address. See [DatagramOptions#allowBroadcast].
    ///
    /// @param on true if they may
    /// @throws IOException if the socket is closed or the system refuses
    void setBroadcast(boolean on) throws IOException;
}
