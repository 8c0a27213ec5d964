package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/// A `uv_stream_t`: reading, writing, listening and accepting, the same for TCP and pipes.
///
/// Where the loop polls itself (see [Driver]), the stream reports when it is readable or writable, and the owner
/// then calls [#receive] or [#tryWrite]; libuv only owns the descriptor. Otherwise, and always for terminals and
/// for pipes that handles are passed over, libuv reads and the owner is given the data.
///
/// Errors are returned as libuv's negative numbers, because most of them are ordinary events of a connection.
///
/// Loop thread only. See [uv_stream_t](https://docs.libuv.org/en/v1.x/stream.html).
public abstract sealed class UvStream extends PolledHandle permits UvTcp, UvPipe, UvTty {
    private StreamEvents events;
    private boolean isNoSocket;
    private @Nullable LibuvReading libuvReading;
    private long bytesReceived;
    private long bytesSent;

    UvStream(UvLoop loop, HandleType type, StreamEvents events) {
        super(linked(loop), type);
        this.events = events;
    }

    private static UvLoop linked(UvLoop loop) {
        Linking.ensure(TcpDowncalls.class);
        if (!Platform.current().isWindows()) {
            Linking.ensure(StreamCalls.class);
        }
        return loop;
    }

    /// Returns the listener to its events.
    ///
    /// @return the current listener
    public final StreamEvents events() {
        return events;
    }

    @Override
    public @Nullable Object owner() {
        return events;
    }

    /// Changes the listener, as when a connecting stream becomes a transport.
    ///
    /// @param events the new listener
    public final void events(StreamEvents events) {
        this.events = events;
    }

    @Override
    final long number() {
        return knownNumber();
    }

    // --- Reading

    /// Whether the loop polls this stream itself.
    ///
    /// @return false if libuv reads it
    public final boolean isPolled() {
        return loop.driver().pollsStreams() && canBePolled();
    }

    /// Whether [#receive] can be called, also where libuv reads the stream.
    ///
    /// @return false for terminals, for pipes that handles are passed over, and on Windows
    public final boolean canReceive() {
        return canBePolled() && !Platform.current().isWindows();
    }

    /// Whether this kind of stream can be read without libuv.
    boolean canBePolled() {
        return true;
    }

    /// Starts reading: [StreamEvents#onReadable] follows if the stream [#isPolled], [StreamEvents#onRead] otherwise.
    ///
    /// @return 0 or a negative error
    public final int readStart() {
        if (isPolled()) {
            return pollStart();
        }
        int status = startLibuv();
        libuvReading().started = status == 0;
        return status;
    }

    private int startLibuv() {
        return Downcalls.uv_read_start(open(), loop.stub(Callback.ALLOC), loop.stub(Callback.READ));
    }

    private LibuvReading libuvReading() {
        LibuvReading current = libuvReading;
        if (current == null) {
            current = new LibuvReading();
            libuvReading = current;
        }
        return current;
    }

    private int pollStart() {
        long handle = inUse();
        if (uv_h.uv_is_readable(MemorySegment.ofAddress(handle)) == 0) {
            return UvErrors.ENOTCONN;
        }
        want(wanted() | SystemPoller.READABLE);
        return 0;
    }

    /// Stops reading. Data that libuv has read before may still come, by [StreamEvents#onRead].
    public final void readStop() {
        if (isPolled()) {
            inUse();
            want(wanted() & ~SystemPoller.READABLE);
        } else {
            libuvReading().started = false;
            Downcalls.uv_read_stop(open());
        }
    }

    /// Accepting a passed handle makes libuv watch the pipe again, even if reading was stopped meanwhile, and the
    /// pipe then stays readable. Only a start followed by a stop changes that.
    final void watchNoMoreIfStopped() {
        if (!libuvReading().started && isOpen()) {
            var _ = startLibuv();
            Downcalls.uv_read_stop(open());
        }
    }

    /// Reads the available data into memory of this loop. Only for a stream that [#canReceive].
    ///
    /// @param target the address of the first byte
    /// @param length in bytes, not 0
    /// @return the count; [UvErrors#EOF] at the end; or a negative error, EAGAIN if there is nothing
    public final int receive(long target, long length) {
        inUse();
        StreamIo io = loop.driver().io();
        if (!isNoSocket) {
            int count = io.receive(descriptor(), target, length);
            if (count != UvErrors.ENOTSOCK) {
                return received(count);
            }
            isNoSocket = true;
        }
        int count = io.read(descriptor(), target, length);
        return received(count);
    }

    /// Reads the available data into memory of the user, whose arena stays open during the call. Only for a
    /// stream that [#isPolled].
    ///
    /// @param target native memory, not empty
    /// @return the count; [UvErrors#EOF] at the end; or a negative error, EAGAIN if there is nothing
    /// @throws IllegalStateException if its arena is closed
    /// @throws WrongThreadException if its arena is confined to another thread
    public final int receive(MemorySegment target) {
        inUse();
        StreamIo io = loop.driver().io();
        if (!isNoSocket) {
            int count = io.receive(descriptor(), target);
            if (count != UvErrors.ENOTSOCK) {
                return received(count);
            }
            isNoSocket = true;
        }
        int count = io.read(descriptor(), target);
        return received(count);
    }

    private int received(int count) {
        if (count > 0) {
            countReceived(count);
        }
        return count == 0 ? UvErrors.EOF : count;
    }

    private void countReceived(long count) {
        bytesReceived += count;
        loop.counters().countReceived(count);
    }

    /// How many bytes were read so far.
    ///
    /// @return the number, also of a stream that is closed
    public final long bytesReceived() {
        return bytesReceived;
    }

    @Override
    final void polled(int ready) {
        if ((ready & SystemPoller.READABLE) != 0) {
            events.onReadable();
        }
        if ((ready & wanted() & SystemPoller.WRITABLE) != 0 && isOpen()) {
            events.onWritable();
        }
    }

    @Override
    final boolean polledInPlace() {
        return events.readInPlace();
    }

    @Override
    final void pollRefused(int status) {
        isTaking = true;
        events.onRead(0, status, 0);
    }

    /// A pending write keeps the loop alive, as a request of libuv's does.
    @Override
    final boolean isUnderWay() {
        return (wanted() & SystemPoller.WRITABLE) != 0;
    }

    /// Fills the `uv_buf_t` of libuv's next read.
    void provide(long buf) {
        ReceiveMemory memory = loop.driver().memory();
        LibuvReading reading = libuvReading();
        if (memory.provideForStream(buf, reading.lastRun)) {
            reading.lastRun = memory.run();
        }
    }

    /// libuv has read data; related state is noted while libuv still has it.
    ///
    /// @return the second part of the record: the count, and how many handles came with it
    final long keep(long from, long count) {
        if (count > 0) {
            loop.driver().memory().keep(from, count);
        }
        return (long) handlesCame() << Integer.SIZE | (count & 0xffff_ffffL);
    }

    int handlesCame() {
        return 0;
    }

    final void read(long from, long countAndHandles) {
        isTaking = true;
        try {
            deliver(from, countAndHandles);
        } catch (Throwable thrown) { // bytes may be lost, after which there must be no others
            events.onRead(0, UvErrors.ENOMEM, 0);
            throw thrown;
        }
    }

    private void deliver(long from, long countAndHandles) {
        int count = (int) countAndHandles;
        if (!isOpen() || (count == UvErrors.EOF && from == 0 && readsOn())) {
            return;
        }
        libuvReading().readsOn = false;
        countReceived(Math.max(count, 0));
        events.onRead(from, count, (int) (countAndHandles >>> Integer.SIZE));
    }

    /// libuv takes a hang-up for the end, without a read, if the previous read returned less than there was room
    /// for. But a terminal returns at most one page or one line at once, and a socket no more than up to the next
    /// passed handle; data behind that would be lost. So the stream is read until a read returns the end.
    ///
    /// With TCP a read returns all available data. On Windows every end is reported by a read. Newer libuv checks
    /// for more data itself, but reports an end on descriptors that have nothing to read; either a read confirms
    /// that end, or the second report is taken as final.
    ///
    /// @return whether reading continues, now or when it is started again
    private boolean readsOn() {
        LibuvReading reading = libuvReading();
        if (reading.readsOn || type() == HandleType.TCP || Platform.current().isWindows()) {
            return false;
        }
        reading.readsOn = !reading.started || startLibuv() == 0;
        return reading.readsOn;
    }

    // --- Writing

    /// Requests [StreamEvents#onWritable] in every iteration while the kernel has room. Only for a stream that
    /// [#isPolled].
    ///
    /// @param wanted false to end the requests
    public final void awaitWritable(boolean wanted) {
        inUse();
        want(wanted ? wanted() | SystemPoller.WRITABLE : wanted() & ~SystemPoller.WRITABLE);
    }

    /// Writes at once as much as the kernel accepts, from memory of this loop.
    ///
    /// @param from the address of the first byte
    /// @param length in bytes, not 0
    /// @return the number of bytes taken, or a negative error; EAGAIN if none could be
    public final int tryWrite(long from, long length) {
        long handle = inUse();
        if (!isPolled()) {
            long buf = loop.scratch();
            Abi.putBuffer(buf, from, length);
            return sent(Downcalls.uv_try_write(handle, buf, 1));
        }
        StreamIo io = loop.driver().io();
        if (!isNoSocket) {
            int count = io.send(descriptor(), from, length);
            if (count != UvErrors.ENOTSOCK) {
                return sent(taken(count));
            }
            isNoSocket = true;
        }
        return sent(io.write(descriptor(), from, length));
    }

    private int sent(int count) {
        if (count > 0) {
            countSent(count);
        }
        return count;
    }

    final void countSent(long count) {
        bytesSent += count;
        loop.counters().countSent(count);
    }

    /// How many bytes the kernel has taken so far, but for files that it sends itself.
    ///
    /// @return the number, also of a stream that is closed
    public final long bytesSent() {
        return bytesSent;
    }

    /// macOS returns this for a full socket when it is short of memory.
    private static int taken(int count) {
        return count == UvErrors.ENOBUFS ? UvErrors.EAGAIN : count;
    }

    /// Writes at once as much as the kernel accepts, from memory of the user, whose arena stays open during the
    /// call.
    ///
    /// @param segment native memory, not empty
    /// @return the number of bytes taken, or a negative error; EAGAIN if none could be
    /// @throws IllegalStateException if its arena is closed
    /// @throws WrongThreadException if its arena is confined to another thread
    public final int tryWrite(MemorySegment segment) {
        long handle = inUse();
        if (isPolled()) {
            return send(segment);
        }
        long buf = loop.scratch();
        Abi.putBuffer(buf, segment.address(), segment.byteSize());
        return sent(HoldingDowncalls.uv_try_write(handle, buf, 1, segment));
    }

    private int send(MemorySegment segment) {
        StreamIo io = loop.driver().io();
        if (!isNoSocket) {
            int count = io.send(descriptor(), segment);
            if (count != UvErrors.ENOTSOCK) {
                return sent(taken(count));
            }
            isNoSocket = true;
        }
        return sent(io.write(descriptor(), segment));
    }

    /// Writes at once as much as the kernel accepts of some bytes and a segment behind them, by one system call.
    ///
    /// @param from the address of the first bytes
    /// @param length how many they are
    /// @param then the bytes behind them, in native memory, whose arena stays open during the call
    /// @return the number of bytes taken, or a negative error; EAGAIN if none could be
    public final int tryWrite(long from, long length, MemorySegment then) {
        long handle = inUse();
        long bufs = loop.scratch();
        Abi.putBuffer(bufs, from, length);
        Abi.putBuffer(bufs + Abi.BUF_SIZE, then.address(), then.byteSize());
        return sent(HoldingDowncalls.uv_try_write(handle, bufs, 2, then));
    }

    /// Writes at once as much as the kernel accepts of several chunks.
    ///
    /// @param buffers addresses and lengths, in a block of `uv_buf_t`
    /// @param count how many
    /// @return the number of bytes taken, or a negative error; EAGAIN if none could be
    final int tryWriteAll(long buffers, int count) {
        return sent(Downcalls.uv_try_write(inUse(), buffers, count));
    }

    /// Returns how many bytes libuv holds of the queued writes.
    ///
    /// @return bytes
    public final long writeQueueSize() {
        return uv_h.uv_stream_get_write_queue_size(pointerInUse());
    }

    /// Queues the shutdown of the write side behind the earlier writes. [StreamEvents#onShutdown] follows on
    /// success.
    ///
    /// @return 0 or a negative error
    public final int shutdown() {
        ToIntBiFunction<MemorySegment, MemorySegment> call =
                (request, done) -> uv_h.uv_shutdown(request, pointer(), done);
        return new OneShotRequest(this, RequestType.SHUTDOWN, status -> events.onShutdown(status)).start(call);
    }

    /// Returns the error that the end of the stream hides: libuv takes a hang-up for the end if data came before
    /// it, even after a reset. EPIPE is no such error: Linux reports it where the peer had ended the stream before
    /// it reset the connection, so that the end is what came first.
    ///
    /// @return 0 or a negative error
    public final int pendingError() {
        if (Platform.current().isWindows()) {
            return 0;
        }
        try {
            int error = PosixSockets.pendingError((int) fileno());
            return error == UvErrors.EPIPE ? 0 : error;
        } catch (UvFailure noSocket) {
            return 0;
        }
    }

    /// Whether its descriptor allows reading.
    ///
    /// @return true if it can
    public final boolean isReadable() {
        return uv_h.uv_is_readable(pointerInUse()) != 0;
    }

    /// Whether its descriptor allows writing and its write side is open.
    ///
    /// @return true if it can
    public final boolean isWritable() {
        return uv_h.uv_is_writable(pointerInUse()) != 0;
    }

    /// Makes its descriptor non-blocking, which a handle from another process may not be.
    ///
    /// @throws UvFailure if the system refuses
    public final void neverBlock() {
        UvFailure.check("uv_stream_set_blocking", uv_h.uv_stream_set_blocking(pointer(), 0));
    }

    final void connectionCame(int status) {
        isTaking = true;
        if (isOpen()) {
            events.onConnection(status);
        }
    }

    /// Starts listening. [StreamEvents#onConnection] follows for each connection.
    ///
    /// @param backlog of connections that wait to be accepted
    /// @return 0 or a negative error
    public final int listen(int backlog) {
        return TcpDowncalls.uv_listen(open(), backlog, loop.stub(Callback.CONNECTION));
    }

    /// Accepts a connection that was announced, or a handle that was passed; libuv accepts no more until this was
    /// called.
    ///
    /// @param client an open stream of the same kind, without a descriptor, to receive it
    /// @return 0 or a negative error
    public final int accept(UvStream client) {
        return TcpDowncalls.uv_accept(open(), client.open());
    }

    @Override
    final void onClosed() {
        events.onClosed();
    }
}
