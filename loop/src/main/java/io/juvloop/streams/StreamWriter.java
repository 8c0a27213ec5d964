package io.juvloop.streams;

import io.juvloop.ExtraInfo;
import io.juvloop.Suspends;
import io.juvloop.Transport;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.task.Awaited;
import io.juvloop.spi.RunningLoop;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Writes to a peer: asyncio's `StreamWriter`.
///
/// Writing never waits; a task that writes much calls [#drain] between writes, which waits while too much data
/// is buffered.
///
/// [#drain] and [#waitClosed] inside a task of the loop, the rest loop thread only. It can be used until it is
/// closed; a late write is dropped, because the peer may leave at any time. See
/// [StreamWriter](https://docs.python.org/3.13/library/asyncio-stream.html#streamwriter).
public final class StreamWriter implements AutoCloseable {
    private Transport transport;
    private final WriteFlow flow;
    private final @Nullable StreamReader reader;
    private boolean closed;

    /// Creates a writer. asyncio's `StreamWriter(transport, protocol, reader, loop)`.
    ///
    /// @param transport the transport to write to
    /// @param protocol the protocol of that transport
    /// @param reader the reader of the same connection, whose failure [#drain] throws; or null
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

    /// Writes the remaining bytes of a buffer, which may be overwritten at once.
    ///
    /// @param data heap or direct; its position moves to its limit
    /// @throws IllegalStateException after [#writeEof]
    public void write(ByteBuffer data) {
        transport.write(data);
    }

    /// Writes a segment, which may be overwritten at once.
    ///
    /// @param data heap or native
    /// @throws IllegalStateException after [#writeEof]
    public void write(MemorySegment data) {
        transport.write(data);
    }

    /// Writes text.
    ///
    /// @param text the text
    /// @param charset its encoding
    /// @throws IllegalStateException after [#writeEof]
    public void write(String text, Charset charset) {
        transport.write(text.getBytes(charset));
    }

    /// Writes several buffers in order. asyncio's `writelines(data)`.
    ///
    /// @param data the buffers
    /// @throws IllegalStateException after [#writeEof]
    public void writeLines(Iterable<ByteBuffer> data) {
        transport.writeLines(data);
    }

    /// Closes the write side once all data is sent; reading continues. asyncio's `write_eof()`.
    public void writeEof() {
        transport.writeEof();
    }

    /// Whether the write side can be closed alone. asyncio's `can_write_eof()`.
    ///
    /// @return true for TCP and Unix sockets
    public boolean canWriteEof() {
        return transport.canWriteEof();
    }

    /// Waits while more data is buffered than the transport's high-water mark, until the low-water mark is
    /// reached. Any number of tasks may wait. asyncio's `drain()`.
    ///
    /// @throws java.net.SocketException if the connection is gone
    /// @throws IOException the failure of the reader's connection
    @Suspends
    public void drain() throws IOException {
        drainUntil(Deadline.NEVER);
    }

    /// Waits as [#drain()] does, for a limited time.
    ///
    /// @param timeout the longest time to wait
    /// @throws java.net.SocketTimeoutException if too much data is still buffered
    /// @throws java.net.SocketException if the connection is gone
    /// @throws IOException the failure of the reader's connection
    @Suspends
    public void drain(Duration timeout) throws IOException {
        drainUntil(Deadline.after(timeout));
    }

    private void drainUntil(long deadline) throws IOException {
        if (reader != null) {
            reader.buffering().throwFailure();
        }
        if (transport.isClosing()) {
            RunningLoop.requireEngine().sleep(Duration.ZERO); // connectionLost comes in an iteration of its own
        }
        flow.drain(deadline);
    }

    /// Begins TLS as a server, see [#startTls(TlsContext, StartTlsOptions)].
    ///
    /// @param context a TLS context for servers
    /// @throws IOException if TLS cannot begin; the connection is closed then
    /// @throws IllegalArgumentException for a context of clients alone
    @Suspends
    public void startTls(TlsContext context) throws IOException {
        startTls(context, StartTlsOptions.DEFAULT.withServerSide(true));
    }

    /// Begins TLS on the connection, for its reader too, in a task. Earlier writes are sent before. Unread bytes of
    /// the reader are taken for TLS, so that an attacker in between cannot add plain text that looks as if it had
    /// been encrypted. asyncio's `start_tls(sslcontext)`.
    ///
    /// @param context the TLS context
    /// @param options the side, and the server's name, which a client must give
    /// @throws javax.net.ssl.SSLException if TLS cannot begin; the connection is closed then
    /// @throws IOException if the connection is gone
    /// @throws IllegalArgumentException if the context is for the other side, or if a client does not give the
    ///     server's name; then nothing has changed
    @Suspends
    public void startTls(TlsContext context, StartTlsOptions options) throws IOException {
        drain();
        ReadBuffering buffering = reader == null ? null : reader.buffering();
        byte[] early = buffering == null ? new byte[0] : buffering.queue.take(Integer.MAX_VALUE);
        CompletableFuture<Transport> starting;
        try {
            StartTlsOptions all = early.length == 0 ? options : options.withReceived(early);
            starting = transport.loop().startTls(transport, transport.protocol(), context, all);
        } catch (IllegalArgumentException | IllegalStateException refused) {
            if (buffering != null && early.length > 0) {
                buffering.queue.putBack(List.of(ByteBuffer.wrap(early)));
            }
            throw refused;
        }
        transport = Awaited.orUndone(starting, Transport::abort);
        if (buffering != null) {
            buffering.replaceTransport(transport);
        }
    }

    /// Closes the connection once all data is sent; returns at once. asyncio's `close()`.
    @Override
    public void close() {
        closed = true;
        transport.close();
    }

    /// Closes the connection at once: unsent data is dropped, and a TCP peer receives a reset. Tasks that wait in
    /// [#drain] or [#waitClosed] continue. See [Transport#abort].
    public void abort() {
        closed = true;
        transport.abort();
    }

    /// Whether it was closed by [#close] or [#abort], and not by the peer or a failure.
    boolean wasClosed() {
        return closed;
    }

    /// Whether the connection is closing or closed. asyncio's `is_closing()`.
    ///
    /// @return true from the first close or failure on
    public boolean isClosing() {
        return transport.isClosing();
    }

    /// Waits until the connection is closed. asyncio's `wait_closed()`.
    ///
    /// @throws IOException the failure that ended the connection, if it was not closed here
    @Suspends
    public void waitClosed() throws IOException {
        flow.waitClosed();
    }

    /// Returns the transport, to set its limits or abort it. asyncio's `transport`.
    ///
    /// @return the transport
    public Transport transport() {
        return transport;
    }

    /// Returns extra information about the connection. asyncio's `get_extra_info(name)`.
    ///
    /// @param <T> the type of the information
    /// @param key the name of the information
    /// @return the information, or null if this connection does not have it
    public <T> @Nullable T extraInfo(ExtraInfo<T> key) {
        return transport.extraInfo(key);
    }

    /// Returns the connection as a channel, for a library that writes channels, inside a task; each write
    /// drains. Closing the channel closes the connection and waits until all data is sent; a waiting write of
    /// the channel then ends with [java.nio.channels.AsynchronousCloseException].
    ///
    /// @return the channel
    public WritableByteChannel asChannel() {
        return new WriterChannel(this);
    }

    @Override
    public String toString() {
        return "writer to " + transport;
    }
}
