package io.juvloop.streams;

import io.juvloop.EventLoop;
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
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a peer sends, read by a task in blocking style: asyncio's `StreamReader`.
///
/// Reads suspend the task that calls them, one at a time, and give what has come already without waiting. Bytes
/// go straight into the result or the caller's memory if a task waits for them, and wait in native memory
/// otherwise; the transport is paused while twice the limit waits. A read that times out or is cancelled takes
/// nothing. After the connection has failed, every read throws what it failed with.
///
/// Reads inside a task of the loop, the rest loop thread only. What came before the end stays readable for ever.
/// See [StreamReader](https://docs.python.org/3.13/library/asyncio-stream.html#streamreader).
public final class StreamReader implements Iterable<byte[]> {
    private final Inflow inflow;
    private final Reading reading;

    /// Makes a reader that is fed by a [StreamReaderProtocol], or by hand. asyncio's `StreamReader(limit, loop)`.
    ///
    /// @param loop whose tasks read it
    /// @param limit how long a line may be, in bytes, more than 0
    /// @throws IllegalArgumentException for another limit
    public StreamReader(EventLoop loop, int limit) {
        this.inflow = new Inflow(loop, new StreamOptions(limit).limit());
        this.reading = new Reading(inflow);
    }

    // --- Bytes

    /// Reads some bytes: those that are here, or else the next that come. asyncio's `read(n)`.
    ///
    /// @param n how many at the most; 0 gives none at once, less than 0 reads until the end of the stream
    /// @return at least one byte, unless n is 0; none at the end
    /// @throws IOException if the connection has failed
    public byte[] read(int n) throws IOException {
        return read(n, Deadline.NEVER);
    }

    /// Reads some bytes within a time, see [#read(int)].
    ///
    /// @param n how many at the most; 0 gives none at once, less than 0 reads until the end of the stream
    /// @param timeout how long to wait at the most
    /// @return at least one byte, unless n is 0; none at the end
    /// @throws java.net.SocketTimeoutException if nothing came, or until the end not everything
    /// @throws IOException if the connection has failed
    public byte[] read(int n, Duration timeout) throws IOException {
        return read(n, Deadline.after(timeout));
    }

    private byte[] read(int n, long deadline) throws IOException {
        if (n < 0) {
            return reading.all("read", deadline);
        }
        if (n == 0) {
            inflow.throwFailure();
            return new byte[0];
        }
        return reading.some("read", n, deadline);
    }

    /// Reads some bytes into a buffer, at its position, which moves.
    ///
    /// @param target heap or direct
    /// @return how many, at least one unless it is full; -1 at the end
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only
    public int read(ByteBuffer target) throws IOException {
        return reading.some("read", target, Deadline.NEVER);
    }

    /// Reads some bytes into a buffer within a time, see [#read(ByteBuffer)].
    ///
    /// @param target heap or direct
    /// @param timeout how long to wait at the most
    /// @return how many, at least one unless it is full; -1 at the end
    /// @throws java.net.SocketTimeoutException if nothing came
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only
    public int read(ByteBuffer target, Duration timeout) throws IOException {
        return reading.some("read", target, Deadline.after(timeout));
    }

    /// Reads some bytes into a segment, from its start.
    ///
    /// @param target native, or a heap segment of bytes
    /// @return how many, at least one unless it is empty; -1 at the end
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only
    public long read(MemorySegment target) throws IOException {
        return reading.some("read", Segments.head(target), Deadline.NEVER);
    }

    /// Reads some bytes into a segment within a time, see [#read(MemorySegment)].
    ///
    /// @param target native, or a heap segment of bytes
    /// @param timeout how long to wait at the most
    /// @return how many, at least one unless it is empty; -1 at the end
    /// @throws java.net.SocketTimeoutException if nothing came
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only
    public long read(MemorySegment target, Duration timeout) throws IOException {
        return reading.some("read", Segments.head(target), Deadline.after(timeout));
    }

    // --- So many bytes

    /// Reads a number of bytes, also more than the limit. asyncio's `readexactly(n)`.
    ///
    /// @param n how many, 0 or more
    /// @return so many bytes
    /// @throws IncompleteReadException if the stream ends before; what came is in there and no longer here
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException for less than 0
    public byte[] readExactly(int n) throws IOException {
        return readExactly(n, Deadline.NEVER);
    }

    /// Reads a number of bytes within a time, see [#readExactly(int)].
    ///
    /// @param n how many, 0 or more
    /// @param timeout how long to wait at the most
    /// @return so many bytes
    /// @throws java.net.SocketTimeoutException if not all came; what came is still here
    /// @throws IncompleteReadException if the stream ends before; what came is in there and no longer here
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException for less than 0
    public byte[] readExactly(int n, Duration timeout) throws IOException {
        return readExactly(n, Deadline.after(timeout));
    }

    private byte[] readExactly(int n, long deadline) throws IOException {
        if (n < 0) {
            throw new IllegalArgumentException("the number of bytes must not be negative: " + n);
        }
        return reading.exactly("readExactly", n, deadline);
    }

    /// Fills a buffer, from its position, which moves.
    ///
    /// @param target heap or direct
    /// @throws IncompleteReadException if the stream ends before; what came is in the buffer too
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only
    public void readExactly(ByteBuffer target) throws IOException {
        reading.exactly("readExactly", target, Deadline.NEVER);
    }

    /// Fills a buffer within a time, see [#readExactly(ByteBuffer)].
    ///
    /// @param target heap or direct
    /// @param timeout how long to wait at the most
    /// @throws java.net.SocketTimeoutException if not all came; what came is still here, and the position as
    /// before
    /// @throws IncompleteReadException if the stream ends before; what came is in the buffer too
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only
    public void readExactly(ByteBuffer target, Duration timeout) throws IOException {
        reading.exactly("readExactly", target, Deadline.after(timeout));
    }

    /// Fills a segment.
    ///
    /// @param target native, or a heap segment of bytes; no more than 2 GiB
    /// @throws IncompleteReadException if the stream ends before; what came is in the segment too
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only or too large
    public void readExactly(MemorySegment target) throws IOException {
        reading.exactly("readExactly", Segments.whole(target), Deadline.NEVER);
    }

    /// Fills a segment within a time, see [#readExactly(MemorySegment)].
    ///
    /// @param target native, or a heap segment of bytes; no more than 2 GiB
    /// @param timeout how long to wait at the most
    /// @throws java.net.SocketTimeoutException if not all came; what came is still here
    /// @throws IncompleteReadException if the stream ends before; what came is in the segment too
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException if it is read-only or too large
    public void readExactly(MemorySegment target, Duration timeout) throws IOException {
        reading.exactly("readExactly", Segments.whole(target), Deadline.after(timeout));
    }

    // --- Up to a separator

    /// Reads up to and with a separator. asyncio's `readuntil(separator)`.
    ///
    /// @param separator one byte or more
    /// @return the bytes, the separator last
    /// @throws IncompleteReadException if the stream ends before; what came is in there and no longer here
    /// @throws LimitOverrunException if it is further away than the limit; what came is still here
    /// @throws IOException if the connection has failed
    public byte[] readUntil(byte[] separator) throws IOException {
        return SeparatorSearch.of(separator).read(inflow, "readUntil", Deadline.NEVER);
    }

    /// Reads up to and with a separator within a time, see [#readUntil(byte[])].
    ///
    /// @param separator one byte or more
    /// @param timeout how long to wait at the most
    /// @return the bytes, the separator last
    /// @throws java.net.SocketTimeoutException if it did not come; what came is still here
    /// @throws IncompleteReadException if the stream ends before; what came is in there and no longer here
    /// @throws LimitOverrunException if it is further away than the limit; what came is still here
    /// @throws IOException if the connection has failed
    public byte[] readUntil(byte[] separator, Duration timeout) throws IOException {
        return SeparatorSearch.of(separator).read(inflow, "readUntil", Deadline.after(timeout));
    }

    /// Reads up to and with whichever of several separators makes the shortest result. asyncio's
    /// `readuntil((a, b, c))`.
    ///
    /// @param separators at least one, each of one byte or more
    /// @return the bytes, the separator last
    /// @throws IncompleteReadException if the stream ends before; what came is in there and no longer here
    /// @throws LimitOverrunException if it is further away than the limit; what came is still here
    /// @throws IOException if the connection has failed
    public byte[] readUntil(List<byte[]> separators) throws IOException {
        return SeparatorSearch.of(separators).read(inflow, "readUntil", Deadline.NEVER);
    }

    /// Reads up to and with one of several separators within a time, see [#readUntil(List)].
    ///
    /// @param separators at least one, each of one byte or more
    /// @param timeout how long to wait at the most
    /// @return the bytes, the separator last
    /// @throws java.net.SocketTimeoutException if none came; what came is still here
    /// @throws IncompleteReadException if the stream ends before; what came is in there and no longer here
    /// @throws LimitOverrunException if it is further away than the limit; what came is still here
    /// @throws IOException if the connection has failed
    public byte[] readUntil(List<byte[]> separators, Duration timeout) throws IOException {
        Objects.requireNonNull(timeout, "the timeout is null");
        return SeparatorSearch.of(separators).read(inflow, "readUntil", Deadline.after(timeout));
    }

    // --- Lines and text

    /// Reads a line, with its `\n`. asyncio's `readline()`.
    ///
    /// One that is longer than the limit is dropped whole: what has come of it at once, and the rest up to its `\n`
    /// as it comes, whatever is read next. So a peer cannot have the tail of a long line taken for a line, as it
    /// can with asyncio.
    ///
    /// @return the line; without `\n` if the stream ends in it, empty at the end
    /// @throws LimitOverrunException if it is longer than the limit; the next read gives what comes behind it
    /// @throws IOException if the connection has failed
    public byte[] readLine() throws IOException {
        return SeparatorSearch.readLine(inflow, "readLine", Deadline.NEVER);
    }

    /// Reads a line within a time, see [#readLine()].
    ///
    /// @param timeout how long to wait at the most
    /// @return the line; without `\n` if the stream ends in it, empty at the end
    /// @throws java.net.SocketTimeoutException if it did not come; what came is still here
    /// @throws LimitOverrunException if it is longer than the limit; all of it is dropped, see [#readLine()]
    /// @throws IOException if the connection has failed
    public byte[] readLine(Duration timeout) throws IOException {
        return SeparatorSearch.readLine(inflow, "readLine", Deadline.after(timeout));
    }

    /// Reads a line as text, as [java.io.BufferedReader#readLine] does, but only `\n` and `\r\n` end it.
    ///
    /// @param charset one in which `\n` is the byte 10, as in UTF-8
    /// @return the line without what ends it, or null at the end
    /// @throws LimitOverrunException if it is longer than the limit; all of it is dropped, see [#readLine()]
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException for another charset
    public @Nullable String readLine(Charset charset) throws IOException {
        return Lines.text(Lines.checked(charset), readLine());
    }

    /// Reads a line as text within a time, see [#readLine(Charset)].
    ///
    /// @param charset one in which `\n` is the byte 10, as in UTF-8
    /// @param timeout how long to wait at the most
    /// @return the line without what ends it, or null at the end
    /// @throws java.net.SocketTimeoutException if it did not come; what came is still here
    /// @throws LimitOverrunException if it is longer than the limit; all of it is dropped, see [#readLine()]
    /// @throws IOException if the connection has failed
    /// @throws IllegalArgumentException for another charset
    public @Nullable String readLine(Charset charset, Duration timeout) throws IOException {
        return Lines.text(Lines.checked(charset), readLine(timeout));
    }

    /// The lines that [#readLine()] gives, until the end. asyncio's `async for line in reader`.
    ///
    /// @return an iterator that reads in [Iterator#hasNext], and throws [UncheckedIOException]
    @Override
    public Iterator<byte[]> iterator() {
        return Lines.iterator(this::readLine, line -> line.length > 0 ? line : null);
    }

    /// The lines that [#readLine(Charset)] gives, until the end.
    ///
    /// @param charset one in which `\n` is the byte 10, as in UTF-8
    /// @return a stream that reads as it is consumed, and throws [UncheckedIOException]
    /// @throws IllegalArgumentException for another charset
    public Stream<String> lines(Charset charset) {
        Charset checked = Lines.checked(charset);
        return Lines.stream(Lines.iterator(this::readLine, line -> Lines.text(checked, line)));
    }

    /// Reads text until the end of the stream.
    ///
    /// @param charset of the text
    /// @return all that came
    /// @throws IOException if the connection has failed
    public String readText(Charset charset) throws IOException {
        Objects.requireNonNull(charset, "the charset is null");
        return new String(read(-1), charset);
    }

    /// Reads text until the end of the stream within a time.
    ///
    /// @param charset of the text
    /// @param timeout how long to wait at the most
    /// @return all that came
    /// @throws java.net.SocketTimeoutException if the end did not come; what came is still here
    /// @throws IOException if the connection has failed
    public String readText(Charset charset, Duration timeout) throws IOException {
        Objects.requireNonNull(charset, "the charset is null");
        return new String(read(-1, timeout), charset);
    }

    // --- The end

    /// Whether the stream has ended and all of it was read. asyncio's `at_eof()`.
    ///
    /// @return true if every further read gives nothing
    public boolean atEof() {
        inflow.queue.checkThread();
        return inflow.isEnded() && inflow.queue.isEmpty();
    }

    /// What the connection failed with. asyncio's `exception()`.
    ///
    /// @return what every read throws, or null
    public @Nullable Throwable exception() {
        inflow.queue.checkThread();
        return inflow.failure();
    }

    // --- Views for other libraries

    /// The rest of the stream for a reactive library: a piece is read whenever one is asked for, and the peer is
    /// held back while none is. A task of the loop reads and calls the subscriber, of which there can be one.
    ///
    /// @return a publisher of buffers that belong to the subscriber
    public Flow.Publisher<ByteBuffer> asPublisher() {
        return new ReaderPublisher(this, inflow.loop);
    }

    /// The stream for a library that reads channels, inside a task. Closing the view leaves the connection alone, and
    /// ends a read of the view that waits, with [java.nio.channels.AsynchronousCloseException].
    ///
    /// @return a view
    public ReadableByteChannel asChannel() {
        return new ReaderChannel(this);
    }

    // --- Feeding

    /// Adds bytes. asyncio's `feed_data(data)`.
    ///
    /// @param data taken or copied; the position moves to the limit
    /// @throws IllegalStateException after [#feedEof]
    public void feedData(ByteBuffer data) {
        inflow.queue.checkThread();
        inflow.feed(data);
    }

    /// Ends the stream. asyncio's `feed_eof()`.
    public void feedEof() {
        inflow.queue.checkThread();
        inflow.end();
    }

    /// Makes every read throw, from now on. asyncio's `set_exception(exc)`.
    ///
    /// @param failure what to throw
    public void setException(Throwable failure) {
        inflow.queue.checkThread();
        inflow.fail(Objects.requireNonNull(failure, "the exception is null"));
    }

    /// Says what to pause while too much waits. asyncio's `set_transport(transport)`.
    ///
    /// @param transport which feeds it
    /// @throws IllegalStateException if it has one
    public void setTransport(Transport transport) {
        inflow.queue.checkThread();
        inflow.transport(Objects.requireNonNull(transport, "the transport is null"));
    }

    /// The transport that feeds it, to close or pause it; that of a [StreamWriter] is the same if there is one.
    ///
    /// @return the transport
    /// @throws IllegalStateException if it has none
    public Transport transport() {
        return inflow.transport();
    }

    Inflow inflow() {
        return inflow;
    }

    @Override
    public String toString() {
        return "reader with " + inflow.queue.size() + " bytes" + (inflow.isEnded() ? " before the end" : "");
    }
}
