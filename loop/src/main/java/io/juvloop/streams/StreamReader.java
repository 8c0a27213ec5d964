package io.juvloop.streams;

import io.juvloop.EventLoop;
import io.juvloop.Suspends;
import io.juvloop.Transport;
import io.juvloop.internal.core.Deadline;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads from a peer, in a task and in blocking style: asyncio's `StreamReader`.
///
/// Only one read may be pending; it suspends the calling task, unless bytes have already arrived. Bytes for a
/// waiting task are passed directly to the result or the caller's memory, others are queued in native memory;
/// the transport is paused while twice the limit is queued. A read that times out or is cancelled takes no
/// bytes. After the connection has failed, every read throws the failure.
///
/// Reads inside a task of the loop, the rest loop thread only. Bytes received before the end remain readable
/// indefinitely. See [StreamReader](https://docs.python.org/3.13/library/asyncio-stream.html#streamreader).
public final class StreamReader implements Iterable<byte[]> {
    private final ReadBuffering buffering;
    private final ReadOperations reading;

    /// Creates a reader that a [StreamReaderProtocol] or other code feeds. asyncio's
    /// `StreamReader(limit, loop)`.
    ///
    /// @param loop the loop whose tasks read it
    /// @param limit the longest line, in bytes, positive
    /// @throws IllegalArgumentException for a limit that is not positive
    public StreamReader(EventLoop loop, int limit) {
        this.buffering =
                new ReadBuffering(loop, StreamOptions.DEFAULT.withLimit(limit).limit());
        this.reading = new ReadOperations(buffering);
    }

    // --- Bytes

    /// Reads the bytes that have arrived, or waits for some. asyncio's `read(n)`.
    ///
    /// @param n the most bytes to read; 0 reads none and returns at once, a negative number reads until the end
    ///   of the stream
    /// @return at least one byte, unless n is 0; none at the end
    /// @throws IOException if the connection has failed
    @Suspends
    public byte[] read(int n) throws IOException {
        return read(n, Deadline.NEVER);
    }

    /// Reads the bytes that have arrived, or waits for some for a limited time, see [#read(int)].
    ///
    /// @param n the most bytes to read; 0 reads none and returns at once, a negative number reads until the end
    ///   of the stream
    /// @param timeout the longest time to wait
    /// @return at least one byte, unless n is 0; none at the end
    /// @throws java.net.SocketTimeoutException if no byte arrived in time, or not all bytes until the end
    /// @throws IOException if the connection has failed
    @Suspends
    public byte[] read(int n, Duration timeout) throws IOException {
        return read(n, Deadline.after(timeout));
    }

    private byte[] read(int n, long deadline) throws IOException {
        if (n < 0) {
            return reading.all("read", deadline);
        }
        if (n == 0) {
            buffering.throwFailure();
            return new byte[0];
        }
        return reading.some("read", n, deadline);
    }

    /// Reads some bytes into a buffer, at its position, which advances.
    ///
    /// @param target heap or direct
    /// @return the number of bytes, at least one unless the buffer is full; -1 at the end
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only
    @Suspends
    public int read(ByteBuffer target) throws IOException {
        return reading.some("read", target, Deadline.NEVER);
    }

    /// Reads some bytes into a buffer, waiting for a limited time, see [#read(ByteBuffer)].
    ///
    /// @param target heap or direct
    /// @param timeout the longest time to wait
    /// @return the number of bytes, at least one unless the buffer is full; -1 at the end
    /// @throws java.net.SocketTimeoutException if no byte arrived in time
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only
    @Suspends
    public int read(ByteBuffer target, Duration timeout) throws IOException {
        return reading.some("read", target, Deadline.after(timeout));
    }

    /// Reads some bytes into a segment, from its start.
    ///
    /// @param target native, or a heap segment of bytes
    /// @return the number of bytes, at least one unless the segment is empty; -1 at the end
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only
    @Suspends
    public long read(MemorySegment target) throws IOException {
        return reading.some("read", Segments.head(target), Deadline.NEVER);
    }

    /// Reads some bytes into a segment, waiting for a limited time, see [#read(MemorySegment)].
    ///
    /// @param target native, or a heap segment of bytes
    /// @param timeout the longest time to wait
    /// @return the number of bytes, at least one unless the segment is empty; -1 at the end
    /// @throws java.net.SocketTimeoutException if no byte arrived in time
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only
    @Suspends
    public long read(MemorySegment target, Duration timeout) throws IOException {
        return reading.some("read", Segments.head(target), Deadline.after(timeout));
    }

    // --- A number of bytes

    /// Reads a number of bytes, which may exceed the limit. asyncio's `readexactly(n)`.
    ///
    /// @param n the number of bytes, not negative
    /// @return exactly n bytes
    /// @throws IncompleteReadException if the stream ends before; it contains the bytes received, which are no
    ///   longer in the reader
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException for less than 0
    @Suspends
    public byte[] readExactly(int n) throws IOException {
        return readExactly(n, Deadline.NEVER);
    }

    /// Reads a number of bytes, waiting for a limited time, see [#readExactly(int)].
    ///
    /// @param n the number of bytes, not negative
    /// @param timeout the longest time to wait
    /// @return exactly n bytes
    /// @throws java.net.SocketTimeoutException if not all bytes arrived in time; the reader keeps those
    ///   received
    /// @throws IncompleteReadException if the stream ends before; it contains the bytes received, which are no
    ///   longer in the reader
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException for less than 0
    @Suspends
    public byte[] readExactly(int n, Duration timeout) throws IOException {
        return readExactly(n, Deadline.after(timeout));
    }

    private byte[] readExactly(int n, long deadline) throws IOException {
        if (n < 0) {
            throw new IllegalArgumentException("the number of bytes must not be negative: " + n);
        }
        return reading.exactly("readExactly", n, deadline);
    }

    /// Fills a buffer from its position on, which advances.
    ///
    /// @param target heap or direct
    /// @throws IncompleteReadException if the stream ends before; the bytes received are in the buffer too
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only
    @Suspends
    public void readExactly(ByteBuffer target) throws IOException {
        reading.exactly("readExactly", target, Deadline.NEVER);
    }

    /// Fills a buffer, waiting for a limited time, see [#readExactly(ByteBuffer)].
    ///
    /// @param target heap or direct
    /// @param timeout the longest time to wait
    /// @throws java.net.SocketTimeoutException if not all bytes arrived in time; the reader keeps those
    ///   received, and the position is unchanged
    /// @throws IncompleteReadException if the stream ends before; the bytes received are in the buffer too
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only
    @Suspends
    public void readExactly(ByteBuffer target, Duration timeout) throws IOException {
        reading.exactly("readExactly", target, Deadline.after(timeout));
    }

    /// Fills a segment.
    ///
    /// @param target native, or a heap segment of bytes; at most 2 GiB
    /// @throws IncompleteReadException if the stream ends before; the bytes received are in the segment too
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only or too large
    @Suspends
    public void readExactly(MemorySegment target) throws IOException {
        reading.exactly("readExactly", Segments.whole(target), Deadline.NEVER);
    }

    /// Fills a segment, waiting for a limited time, see [#readExactly(MemorySegment)].
    ///
    /// @param target native, or a heap segment of bytes; at most 2 GiB
    /// @param timeout the longest time to wait
    /// @throws java.net.SocketTimeoutException if not all bytes arrived in time; the reader keeps those
    ///   received
    /// @throws IncompleteReadException if the stream ends before; the bytes received are in the segment too
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only or too large
    @Suspends
    public void readExactly(MemorySegment target, Duration timeout) throws IOException {
        reading.exactly("readExactly", Segments.whole(target), Deadline.after(timeout));
    }

    // --- Up to a separator

    /// Reads up to and including a separator. asyncio's `readuntil(separator)`.
    ///
    /// @param separator at least one byte
    /// @return the bytes, the separator last
    /// @throws IncompleteReadException if the stream ends before; it contains the bytes received, which are no
    ///   longer in the reader
    /// @throws LimitOverrunException if the separator is further away than the limit; the reader keeps the
    ///   bytes received
    /// @throws IOException if the connection has failed
    @Suspends
    public byte[] readUntil(byte[] separator) throws IOException {
        return SeparatorSearch.of(separator).read(buffering, "readUntil", Deadline.NEVER);
    }

    /// Reads up to and including a separator, waiting for a limited time, see [#readUntil(byte[])].
    ///
    /// @param separator at least one byte
    /// @param timeout the longest time to wait
    /// @return the bytes, the separator last
    /// @throws java.net.SocketTimeoutException if the separator did not arrive in time; the reader keeps the
    ///   bytes received
    /// @throws IncompleteReadException if the stream ends before; it contains the bytes received, which are no
    ///   longer in the reader
    /// @throws LimitOverrunException if the separator is further away than the limit; the reader keeps the
    ///   bytes received
    /// @throws IOException if the connection has failed
    @Suspends
    public byte[] readUntil(byte[] separator, Duration timeout) throws IOException {
        return SeparatorSearch.of(separator).read(buffering, "readUntil", Deadline.after(timeout));
    }

    /// Reads up to and including one of several separators, the one that gives the shortest result. asyncio's
    /// `readuntil((a, b, c))`.
    ///
    /// @param separators at least one, each of at least one byte
    /// @return the bytes, the separator last
    /// @throws IncompleteReadException if the stream ends before; it contains the bytes received, which are no
    ///   longer in the reader
    /// @throws LimitOverrunException if the separator is further away than the limit; the reader keeps the
    ///   bytes received
    /// @throws IOException if the connection has failed
    @Suspends
    public byte[] readUntil(List<byte[]> separators) throws IOException {
        return SeparatorSearch.of(separators).read(buffering, "readUntil", Deadline.NEVER);
    }

    /// Reads up to and including one of several separators, waiting for a limited time, see [#readUntil(List)].
    ///
    /// @param separators at least one, each of at least one byte
    /// @param timeout the longest time to wait
    /// @return the bytes, the separator last
    /// @throws java.net.SocketTimeoutException if no separator arrived in time; the reader keeps the bytes
    ///   received
    /// @throws IncompleteReadException if the stream ends before; it contains the bytes received, which are no
    ///   longer in the reader
    /// @throws LimitOverrunException if the separator is further away than the limit; the reader keeps the
    ///   bytes received
    /// @throws IOException if the connection has failed
    @Suspends
    public byte[] readUntil(List<byte[]> separators, Duration timeout) throws IOException {
        Objects.requireNonNull(timeout, "the timeout is null");
        return SeparatorSearch.of(separators).read(buffering, "readUntil", Deadline.after(timeout));
    }

    // --- Lines and text

    /// Reads a line, including its `\n`. asyncio's `readline()`.
    ///
    /// A line that is longer than the limit is dropped completely: the received part at once, and the rest up
    /// to its `\n` as it arrives, whichever read follows. So the tail of a long line from a peer is never
    /// mistaken for a line, as it is in asyncio.
    ///
    /// @return the line; without `\n` if the stream ends in it, empty at the end
    /// @throws LimitOverrunException if the line is longer than the limit; the next read continues behind it
    /// @throws IOException if the connection has failed
    @Suspends
    public byte[] readLine() throws IOException {
        return SeparatorSearch.readLine(buffering, "readLine", Deadline.NEVER);
    }

    /// Reads a line, waiting for a limited time, see [#readLine()].
    ///
    /// @param timeout the longest time to wait
    /// @return the line; without `\n` if the stream ends in it, empty at the end
    /// @throws java.net.SocketTimeoutException if the line did not arrive in time; the reader keeps the bytes
    ///   received
    /// @throws LimitOverrunException if the line is longer than the limit; it is dropped, see [#readLine()]
    /// @throws IOException if the connection has failed
    @Suspends
    public byte[] readLine(Duration timeout) throws IOException {
        return SeparatorSearch.readLine(buffering, "readLine", Deadline.after(timeout));
    }

    /// Reads a line as text, as [java.io.BufferedReader#readLine] does, but only `\n` and `\r\n` terminate it.
    ///
    /// @param charset a charset in which `\n` is the byte 10, as in UTF-8
    /// @return the line without its terminator, or null at the end
    /// @throws LimitOverrunException if the line is longer than the limit; it is dropped, see [#readLine()]
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException for another charset
    @Suspends
    public @Nullable String readLine(Charset charset) throws IOException {
        return lineText(Lines.checked(charset), readLine());
    }

    /// Reads a line as text, waiting for a limited time, see [#readLine(Charset)].
    ///
    /// @param charset a charset in which `\n` is the byte 10, as in UTF-8
    /// @param timeout the longest time to wait
    /// @return the line without its terminator, or null at the end
    /// @throws java.net.SocketTimeoutException if the line did not arrive in time; the reader keeps the bytes
    ///   received
    /// @throws LimitOverrunException if the line is longer than the limit; it is dropped, see [#readLine()]
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException for another charset
    @Suspends
    public @Nullable String readLine(Charset charset, Duration timeout) throws IOException {
        return lineText(Lines.checked(charset), readLine(timeout));
    }

    private @Nullable String lineText(Charset charset, byte[] line) {
        try {
            return Lines.text(charset, line);
        } catch (VirtualMachineError thrown) { // the line is lost
            buffering.interruption = thrown;
            throw thrown;
        }
    }

    /// Returns an iterator over the lines of [#readLine()], until the end. asyncio's
    /// `async for line in reader`.
    ///
    /// @return an iterator that reads in [Iterator#hasNext], and throws [java.io.UncheckedIOException]
    @Override
    public Iterator<byte[]> iterator() {
        return Lines.iterator(this::readLine, line -> line.length > 0 ? line : null);
    }

    /// Returns a stream of the lines of [#readLine(Charset)], until the end.
    ///
    /// @param charset a charset in which `\n` is the byte 10, as in UTF-8
    /// @return a stream that reads as it is consumed, and throws [java.io.UncheckedIOException]
    /// @throws IllegalArgumentException for another charset
    public Stream<String> lines(Charset charset) {
        Charset checked = Lines.checked(charset);
        return Lines.stream(Lines.iterator(this::readLine, line -> Lines.text(checked, line)));
    }

    /// Reads text until the end of the stream.
    ///
    /// @param charset the charset of the text
    /// @return the text
    /// @throws IOException if the connection has failed
    @Suspends
    public String readText(Charset charset) throws IOException {
        Objects.requireNonNull(charset, "the charset is null");
        return new String(read(-1), charset);
    }

    /// Reads text until the end of the stream, waiting for a limited time.
    ///
    /// @param charset the charset of the text
    /// @param timeout the longest time to wait
    /// @return the text
    /// @throws java.net.SocketTimeoutException if the end did not arrive in time; the reader keeps the bytes
    ///   received
    /// @throws IOException if the connection has failed
    @Suspends
    public String readText(Charset charset, Duration timeout) throws IOException {
        Objects.requireNonNull(charset, "the charset is null");
        return new String(read(-1, timeout), charset);
    }

    // --- The end

    /// Whether the stream has ended and all its bytes were read. asyncio's `at_eof()`.
    ///
    /// @return true if every further read returns no bytes
    public boolean atEof() {
        buffering.queue.checkThread();
        return buffering.isEnded() && buffering.queue.isEmpty();
    }

    /// Returns the failure of the connection. asyncio's `exception()`.
    ///
    /// @return the exception that every read throws, or null
    public @Nullable Throwable exception() {
        buffering.queue.checkThread();
        return buffering.failure();
    }

    // --- Views for other libraries

    /// Returns the stream as a channel, for a library that reads channels, inside a task. Closing the channel does
    /// not close the connection; a waiting read of the channel then ends with
    /// [java.nio.channels.AsynchronousCloseException].
    ///
    /// @return the channel
    public ReadableByteChannel asChannel() {
        return new ReaderChannel(this);
    }

    // --- Feeding

    /// Adds bytes. asyncio's `feed_data(data)`.
    ///
    /// @param data consumed or copied; the position moves to the limit
    /// @throws IllegalStateException after [#feedEof]
    public void feedData(ByteBuffer data) {
        buffering.queue.checkThread();
        buffering.feed(data);
    }

    /// Ends the stream. asyncio's `feed_eof()`.
    public void feedEof() {
        buffering.queue.checkThread();
        buffering.end();
    }

    /// Sets a failure, which every read throws from now on. asyncio's `set_exception(exc)`.
    ///
    /// @param failure the exception to throw
    public void setException(Throwable failure) {
        buffering.queue.checkThread();
        buffering.fail(Objects.requireNonNull(failure, "the exception is null"));
    }

    /// Sets the transport, which is paused while too many bytes are queued. asyncio's
    /// `set_transport(transport)`.
    ///
    /// @param transport the transport that feeds this reader
    /// @throws IllegalStateException if the reader has one
    public void setTransport(Transport transport) {
        buffering.queue.checkThread();
        buffering.transport(Objects.requireNonNull(transport, "the transport is null"));
    }

    /// Returns the transport that feeds this reader, to close or pause it; it is the same as that of the
    /// [StreamWriter], if there is one.
    ///
    /// @return the transport
    /// @throws IllegalStateException if the reader has none
    public Transport transport() {
        return buffering.transport();
    }

    ReadBuffering buffering() {
        return buffering;
    }

    @Override
    public String toString() {
        return "reader with " + buffering.queue.size() + " bytes" + (buffering.isEnded() ? " before the end" : "");
    }
}
