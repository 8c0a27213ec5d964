package io.juvloop;

import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One end of a stream connection: TCP or a unix domain socket.
///
/// Loop thread only; a call from another thread always throws [IllegalStateException].
///
/// Lifetime: from [StreamProtocol#connectionMade] to [BaseProtocol#connectionLost]. Afterwards every method can
/// still be called, and has no effect or returns the last value: a late write is no error, because the peer may
/// close the connection at any time.
///
/// See [asyncio transports](https://docs.python.org/3.13/library/asyncio-protocol.html#transports).
public interface Transport extends BaseTransport {
    /// Writes the remaining bytes of a buffer. They are sent or copied before this returns, so the buffer may be
    /// overwritten at once; its position moves to its limit, as with a channel. Never blocks. Small writes of one
    /// callback are sent together when it returns. asyncio's `write(data)`.
    ///
    /// After [#close] or the loss of the connection the bytes are dropped, with a warning from the fifth time on.
    ///
    /// @param data a heap or direct buffer, which may be empty
    /// @throws IllegalStateException after [#writeEof] or on another thread
    /// @throws IllegalArgumentException if its arena is closed or confined to another thread; nothing is sent
    void write(ByteBuffer data);

    /// Writes a segment, see [#write(ByteBuffer)].
    ///
    /// @param data a heap or native segment; the kernel receives a large native one without a copy
    /// @throws IllegalStateException after [#writeEof] or on another thread
    /// @throws IllegalArgumentException if its arena is closed or confined to another thread; nothing is sent
    void write(MemorySegment data);

    /// Writes an array, see [#write(ByteBuffer)].
    ///
    /// @param data the bytes
    /// @throws IllegalStateException after [#writeEof] or on another thread
    void write(byte[] data);

    /// Writes several buffers in their order, as one write. asyncio's `writelines(list_of_data)`. All of them are
    /// looked at before the first is written, so an exception means that none was.
    ///
    /// @param data the buffers, which may be empty
    /// @throws IllegalStateException after [#writeEof] or on another thread
    /// @throws IllegalArgumentException if an arena is closed or confined to another thread
    void writeLines(Iterable<ByteBuffer> data);

    /// Ends the write side when all written data has been sent; reading continues. Calling it again, or while the
    /// transport is closing, has no effect. asyncio's `write_eof()`.
    void writeEof();

    /// Whether [#writeEof] is supported. asyncio's `can_write_eof()`.
    ///
    /// @return true for TCP and unix sockets
    boolean canWriteEof();

    /// Closes the transport: it receives no more data, the written data is still sent, then
    /// [BaseProtocol#connectionLost] is called with null. Calling it again has no effect. asyncio's `close()`.
    @Override
    void close();

    /// Closes the transport at once: unsent data is dropped, a TCP peer receives a reset, and
    /// [BaseProtocol#connectionLost] is called with null in the next iteration. It also ends a [#close] that is
    /// still sending. asyncio's `abort()`.
    void abort();

    /// Whether the transport receives data. asyncio's `is_reading()`.
    ///
    /// @return false while it is paused or closing, and after the end of the stream
    boolean isReading();

    /// Pauses receiving until [#resumeReading]; the end of the stream is not reported meanwhile either. Calling it
    /// again has no effect. asyncio's `pause_reading()`.
    void pauseReading();

    /// Resumes receiving. Calling it while receiving is not paused has no effect. asyncio's `resume_reading()`.
    void resumeReading();

    /// Returns the number of written bytes that the kernel has not accepted yet. asyncio's `get_write_buffer_size()`.
    ///
    /// @return the number of bytes
    long writeBufferSize();

    /// Returns the marks of flow control. asyncio's `get_write_buffer_limits()`.
    ///
    /// @return the low and the high mark, in bytes
    WriteBufferLimits writeBufferLimits();

    /// Sets the marks of flow control: [BaseProtocol#pauseWriting] is called above the high one,
    /// [BaseProtocol#resumeWriting] at or below the low one. They take effect at once. asyncio's
    /// `set_write_buffer_limits(high, low)`.
    ///
    /// @param limits the marks
    void setWriteBufferLimits(WriteBufferLimits limits);

    /// Returns the address of the peer when the connection was made: [ExtraInfo#PEERNAME].
    ///
    /// @return the address, also after the end; null if the peer has none, as with a pipe
    default @Nullable SocketAddress remoteAddress() {
        return extraInfo(ExtraInfo.PEERNAME);
    }

    /// Returns the local address when the connection was made: [ExtraInfo#SOCKNAME].
    ///
    /// @return the address, also after the end; null if there is none, as with a pipe
    default @Nullable SocketAddress localAddress() {
        return extraInfo(ExtraInfo.SOCKNAME);
    }

    /// Returns the protocol of the transport. asyncio's `get_protocol()`.
    ///
    /// @return the protocol
    BaseProtocol protocol();

    /// Sets the protocol, which receives the calls from the next event on, but no [StreamProtocol#connectionMade].
    /// asyncio's `set_protocol(protocol)`.
    ///
    /// @param protocol a [Protocol] or a [BufferedProtocol]
    void setProtocol(BaseProtocol protocol);
}
