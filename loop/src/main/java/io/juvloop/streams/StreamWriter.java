package io.juvloop.streams;

import io.juvloop.ExtraInfo;
import io.juvloop.Transport;
import io.juvloop.internal.core.Deadline;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is sent to a peer: asyncio's `StreamWriter`.
///
/// Writing never waits; who writes much calls [#drain] between writes, which waits while too much is on its way.
///
/// [#drain] and [#waitClosed] inside a task of the loop, the rest loop thread only. It works until closed; a late
/// write is dropped, because the peer may leave at any time.
/// See [StreamWriter](https://docs.python.org/3.13/library/asyncio-stream.html#streamwriter).
public final class StreamWriter implements AutoCloseable {
    private final Transport transport;
    private final WriteFlow flow;
    private final @Nullable StreamReader reader;
    private boolean closed;

    /// Makes a writer. asyncio's `StreamWriter(transport, protocol, reader, loop)`.
    ///
    /// @param transport to write to
    /// @param protocol of that transport
    /// @param reader of the same connection, whose failure [#drain] throws; or null
    public StreamWriter(Transport transport, StreamReaderProtocol protocol, @Nullable StreamReader reader) {
        this(transport, protocol.flow(), reader);
    }

    StreamWriter(Transport transport, WriteFlow flow, @Nullable StreamReader reader) {
        this.transport = Objects.requireNonNull(transport, "the transport is null");
        this.flow = flow;
        this.reader = reader;
    }

    /// Writes an array. asyncio's `write(data)`.
    ///
    /// @param data the bytes
    /// @throws IllegalStateException after [#writeEof]
    public void write(byte[] data) {
        transport.write(data);
    }

    /// Writes the remaining bytes of a buffer; it may be overwritten at once.
    ///
    /// @param data heap or direct; its position moves to its limit
    /// @throws IllegalStateException after [#writeEof]
    public void write(ByteBuffer data) {
        transport.write(data);
    }

    /// Writes a segment; it may be overwritten at once.
    ///
    /// @param data heap or native
    /// @throws IllegalStateException after [#writeEof]
    public void write(MemorySegment data) {
        transport.write(data);
    }

    /// Writes text.
    ///
    /// @param text what to write
    /// @param charset how to encode it
    /// @throws IllegalStateException after [#writeEof]
    public void write(String text, Charset charset) {
        transport.write(text.getBytes(charset));
    }

    /// Writes several buffers in their order. asyncio's `writelines(data)`.
    ///
    /// @param data the buffers
    /// @throws IllegalStateException after [#writeEof]
    public void writeLines(Iterable<ByteBuffer> data) {
        transport.writeLines(data);
    }

    /// Ends the write side once all that was written has gone out; reading goes on. asyncio's `write_eof()`.
    public void writeEof() {
        transport.writeEof();
    }

    /// Whether the write side can be ended alone. asyncio's `can_write_eof()`.
    ///
    /// @return true for TCP and unix sockets
    public boolean canWriteEof() {
        return transport.canWriteEof();
    }

    /// Waits while more is on its way than the transport's high-water mark, until it is below the low one. Any
    /// number of tasks may wait. asyncio's `drain()`.
    ///
    /// @throws java.net.SocketException if the connection is gone
    /// @throws IOException what the reader's connection failed with
    public void drain() throws IOException {
        drainUntil(Deadline.NEVER);
    }

    /// Waits as [#drain()] does, but not longer than a time.
    ///
    /// @param timeout how long to wait at the most
    /// @throws java.net.SocketTimeoutException if there is still too much on its way
    /// @throws java.net.SocketException if the connection is gone
    /// @throws IOException what the reader's connection failed with
    public void drain(Duration timeout) throws IOException {
        drainUntil(Deadline.after(timeout));
    }

    private void drainUntil(long deadline) throws IOException {
        if (reader != null) {
            reader.inflow().throwFailure();
        }
        if (transport.isClosing()) {
            transport.loop().sleep(Duration.ZERO); // for the loss to be told, which comes in a turn of its own
        }
        flow.drain(deadline);
    }

    /// Closes the connection once all that was written has gone out; returns at once. asyncio's `close()`.
    @Override
    public void close() {
        closed = true;
        transport.close();
    }

    /// Whether it was closed by [#close], and not by the peer or a failure.
    boolean wasClosed() {
        return closed;
    }

    /// Whether the connection is closing or closed. asyncio's `is_closing()`.
    ///
    /// @return true from the first close or failure on
    public boolean isClosing() {
        return transport.isClosing();
    }

    /// Waits until the connection is gone. asyncio's `wait_closed()`.
    ///
    /// @throws IOException what ended it, if it was not closed from here
    public void waitClosed() throws IOException {
        flow.waitClosed(Deadline.NEVER);
    }

    /// Waits until the connection is gone, but not longer than a time.
    ///
    /// @param timeout how long to wait at the most
    /// @throws java.net.SocketTimeoutException if it is still there
    /// @throws IOException what ended it, if it was not closed from here
    public void waitClosed(Duration timeout) throws IOException {
        flow.waitClosed(Deadline.after(timeout));
    }

    /// The transport, to set its limits or abort it. asyncio's `transport`.
    ///
    /// @return the transport
    public Transport transport() {
        return transport;
    }

    /// A fact about the connection. asyncio's `get_extra_info(name)`.
    ///
    /// @param <T> its type
    /// @param key which
    /// @return the fact, or null if this connection does not have it
    public <T> @Nullable T extraInfo(ExtraInfo<T> key) {
        return transport.extraInfo(key);
    }

    /// The connection for a library that writes channels, inside a task: each write drains. Closing the view
    /// closes the connection and waits until everything has gone out; a write of the view that waits then ends with
    /// [java.nio.channels.AsynchronousCloseException].
    ///
    /// @return a view
    public WritableByteChannel asChannel() {
        return new WriterChannel(this);
    }

    @Override
    public String toString() {
        return "writer to " + transport;
    }
}
