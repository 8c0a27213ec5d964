package io.juvloop;

import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One end of a stream connection: TCP or a unix domain socket.
///
/// Loop thread only; a call from another thread is refused with an [IllegalStateException], always.
///
/// Lifetime: from [StreamProtocol#connectionMade] to [BaseProtocol#connectionLost]. Afterwards every method still
/// works and does nothing, or answers as at the end: a late write is no error, because the peer may leave at
/// any time.
///
/// See [asyncio transports](https://docs.python.org/3.13/library/asyncio-protocol.html#transports).
public interface Transport extends BaseTransport {
    /// Writes the remaining bytes of a buffer. They are sent or copied before this returns, so the buffer may
    /// be overwritten at once; its position moves to its limit, as with a channel. Never blocks. Small writes
    /// made while a callback runs leave together when it returns. asyncio's `write(data)`.
    ///
    /// After [#close] or the loss of the connection the bytes are dropped, with a warning from the fifth time on.
    ///
    /// @param data heap or direct; empty is harmless
    /// @throws IllegalStateException after [#writeEof] or on another thread
    /// @throws IllegalArgumentException if its arena is closed or confined to another thread; nothing is sent
    void write(ByteBuffer data);

    /// Writes a segment, see [#write(ByteBuffer)].
    ///
    /// @param data heap or native; a large native one is offered to the kernel without a copy
    /// @throws IllegalStateException after [#writeEof] or on another thread
    /// @throws IllegalArgumentException if its arena is closed or confined to another thread; nothing is sent
    void write(MemorySegment data);

    /// Writes an array, see [#write(ByteBuffer)].
    ///
    /// @param data the bytes
    /// @throws IllegalStateException after [#writeEof] or on another thread
    void write(byte[] data);

    /// Writes several buffers in their order, as if one after the other. asyncio's `writelines(list_of_data)`.
    ///
    /// @param data the buffers; empty ones are harmless
    /// @throws IllegalStateException after [#writeEof] or on another thread
    /// @throws IllegalArgumentException if an arena is closed or confined to another thread
    void writeLines(Iterable<ByteBuffer> data);

    /// Ends the write side once all that was written has gone out; reading goes on. Again, or while closing, it
    /// does nothing. asyncio's `write_eof()`.
    void writeEof();

    /// Whether the write side can be ended alone. asyncio's `can_write_eof()`.
    ///
    /// @return true for TCP and unix sockets
    boolean canWriteEof();

    /// Closes: no more data is received, what was written still goes out, then [BaseProtocol#connectionLost] is
    /// called with null. Calling it again has no effect. asyncio's `close()`.
    @Override
    void close();

    /// Closes at once: what was not sent is dropped, a TCP peer sees a reset, [BaseProtocol#connectionLost] is
    /// called with null in the next turn. Also ends a [#close] that is still sending. asyncio's `abort()`.
    void abort();

    /// Whether data is being received. asyncio's `is_reading()`.
    ///
    /// @return false while paused, closing or at the end of the stream
    boolean isReading();

    /// Receives nothing until [#resumeReading]; an end of stream is held back too. Calling it again has no effect.
    /// asyncio's `pause_reading()`.
    void pauseReading();

    /// Receives again. When not paused, it does nothing. asyncio's `resume_reading()`.
    void resumeReading();

    /// Bytes that were written and not yet taken by the kernel. asyncio's `get_write_buffer_size()`.
    ///
    /// @return bytes
    long writeBufferSize();

    /// The marks of flow control. asyncio's `get_write_buffer_limits()`.
    ///
    /// @return low and high, in bytes
    WriteBufferLimits writeBufferLimits();

    /// Sets when [BaseProtocol#pauseWriting] and [BaseProtocol#resumeWriting] are called: above the high mark,
    /// and at or below the low one. Takes effect at once. asyncio's `set_write_buffer_limits(high, low)`.
    ///
    /// @param limits the marks
    void setWriteBufferLimits(WriteBufferLimits limits);

    /// The far end's address, as it was when the connection was made: [ExtraInfo#PEERNAME].
    ///
    /// @return the address, also after the end; null if the other side has none, as with a pipe
    default @Nullable SocketAddress remoteAddress() {
        return extraInfo(ExtraInfo.PEERNAME);
    }

    /// The near end's address, as it was when the connection was made: [ExtraInfo#SOCKNAME].
    ///
    /// @return the address, also after the end; null if this side has none, as with a pipe
    default @Nullable SocketAddress localAddress() {
        return extraInfo(ExtraInfo.SOCKNAME);
    }

    /// The protocol of the transport. asyncio's `get_protocol()`.
    ///
    /// @return the protocol
    BaseProtocol protocol();

    /// Changes the protocol, from the next event on; the new one gets no [StreamProtocol#connectionMade].
    /// asyncio's `set_protocol(protocol)`.
    ///
    /// @param protocol a [Protocol] or a [BufferedProtocol]
    void setProtocol(BaseProtocol protocol);
}
