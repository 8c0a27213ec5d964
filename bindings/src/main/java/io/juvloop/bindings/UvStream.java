package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/// A `uv_stream_t`: reading, writing, listening and accepting, the same for TCP and pipes.
///
/// Errors come back as libuv's negative numbers, because most of them are ordinary events of a connection.
///
/// Loop thread only. See [uv_stream_t](https://docs.libuv.org/en/v1.x/stream.html).
public abstract sealed class UvStream extends UvHandle permits UvTcp, UvPipe, UvTty {
    private StreamEvents events;
    private long readBase;
    private long readLength;
    private boolean asking;
    private boolean stopWaits;
    private boolean readingOn;

    UvStream(UvLoop loop, HandleType type, StreamEvents events) {
        super(loop, type);
        this.events = events;
    }

    /// Who is told what happens.
    ///
    /// @return the current listener
    public final StreamEvents events() {
        return events;
    }

    @Override
    public @Nullable Object owner() {
        return events;
    }

    /// Changes who is told, as when a connecting stream becomes a transport.
    ///
    /// @param events the new listener
    public final void events(StreamEvents events) {
        this.events = events;
    }

    /// Sets where reads go as long as nobody is to be asked for a place, which saves the question on every read.
    ///
    /// @param target native memory of the loop, or [MemorySegment#NULL] to ask [StreamEvents#allocate] each time
    public final void readInto(MemorySegment target) {
        readBase = target.address();
        readLength = target.byteSize();
    }

    /// Fills the `uv_buf_t` of the next read.
    ///
    /// libuv calls its read callback after this without looking whether it is still there, and stopping takes it
    /// away. So a stop that comes from inside the question waits until [#readEnded], and the place stays empty.
    final void provide(long suggestedSize, long buf) {
        if (readBase != 0) {
            Abi.putBuffer(buf, readBase, readLength);
            return;
        }
        Abi.putBuffer(buf, 0, 0);
        asking = true;
        MemorySegment target;
        try {
            target = events.allocate(suggestedSize);
        } finally {
            asking = false;
        }
        if (!stopWaits) {
            Abi.putBuffer(buf, target.address(), target.byteSize());
        }
    }

    /// A read ended, after which a stop that had to wait can be made.
    final void readEnded(long result) {
        if (stopWaits) {
            stopWaits = false;
            Downcalls.uv_read_stop(open());
        }
        readingOn = false;
        events.onRead(result);
    }

    /// libuv takes a hang-up for the end, without a read, if the read before brought less than there was room for.
    /// But a terminal gives no more at once than one page or one line, and a socket no more than up to the next
    /// handle that was sent; what comes behind would be lost. So it is read until a read says that it is the end.
    ///
    /// With TCP a read brings all that is there. On Windows every end is told so. Newer libuv looks whether more is
    /// there itself, and then says so of descriptors that have nothing to read; a read of them says it too, or else
    /// it is believed the second time.
    ///
    /// @return whether it is read on
    final boolean readsOn() {
        if (readingOn || type() == HandleType.TCP || Host.current().isWindows() || !isOpen()) {
            return false;
        }
        readingOn = Downcalls.uv_read_start(address, Callbacks.Alloc.STUB, Callbacks.Read.STUB) == 0;
        return readingOn;
    }

    /// Starts reading.
    ///
    /// @return 0 or a negative error
    public final int readStart() {
        if (stopWaits) {
            stopWaits = false;
            return 0;
        }
        return Downcalls.uv_read_start(open(), Callbacks.Alloc.STUB, Callbacks.Read.STUB);
    }

    /// Stops reading; no [StreamEvents#onRead] with bytes comes after it.
    public final void readStop() {
        if (asking) {
            stopWaits = true;
        } else {
            Downcalls.uv_read_stop(open());
        }
    }

    /// Writes what the kernel takes at once, from memory of this loop.
    ///
    /// @param from the address of the first byte
    /// @param length in bytes, not 0
    /// @return the number of bytes taken, or a negative error; EAGAIN if none could be
    public final int tryWrite(long from, long length) {
        long buf = loop.scratch();
        Abi.putBuffer(buf, from, length);
        return Downcalls.uv_try_write(open(), buf, 1);
    }

    /// Writes what the kernel takes at once, from memory of the user, whose arena stays open meanwhile.
    ///
    /// @param segment native memory, not empty
    /// @return the number of bytes taken, or a negative error; EAGAIN if none could be
    /// @throws IllegalStateException if its arena is closed
    /// @throws WrongThreadException if its arena is confined to another thread
    public final int tryWrite(MemorySegment segment) {
        long buf = loop.scratch();
        Abi.putBuffer(buf, segment.address(), segment.byteSize());
        return Downcalls.uv_try_write(open(), buf, 1, segment);
    }

    /// What libuv holds of the writes that were queued.
    ///
    /// @return bytes
    public final long writeQueueSize() {
        return uv_h.uv_stream_get_write_queue_size(pointer());
    }

    /// Queues the shutdown of the write side behind what was written. [StreamEvents#onShutdown] follows on
    /// success.
    ///
    /// @return 0 or a negative error
    public final int shutdown() {
        ToIntBiFunction<MemorySegment, MemorySegment> call =
                (request, done) -> uv_h.uv_shutdown(request, pointer(), done);
        return new OneShotRequest(this, RequestType.SHUTDOWN, status -> events.onShutdown(status)).start(call);
    }

    /// The error that the end of the stream hides: libuv takes a hang-up for the end if data came before it, also
    /// when it was a reset.
    ///
    /// @return 0 or a negative error
    public final int pendingError() {
        if (Host.current().isWindows()) {
            return 0;
        }
        try {
            return PosixSockets.pendingError((int) fileno());
        } catch (UvFailure noSocket) {
            return 0;
        }
    }

    /// Whether it can be read from, as far as its descriptor allows.
    ///
    /// @return true if it can
    public final boolean isReadable() {
        return uv_h.uv_is_readable(pointer()) != 0;
    }

    /// Whether it can be written to, as far as its descriptor allows and nobody has ended that.
    ///
    /// @return true if it can
    public final boolean isWritable() {
        return uv_h.uv_is_writable(pointer()) != 0;
    }

    /// Makes sure that no call on its descriptor waits, which a handle from another process may have been used
    /// to.
    ///
    /// @throws UvFailure if the system refuses
    public final void neverBlock() {
        UvFailure.check("uv_stream_set_blocking", uv_h.uv_stream_set_blocking(pointer(), 0));
    }

    /// Starts listening. [StreamEvents#onConnection] follows for each connection.
    ///
    /// @param backlog of connections that wait to be accepted
    /// @return 0 or a negative error
    public final int listen(int backlog) {
        return uv_h.uv_listen(pointer(), backlog, MemorySegment.ofAddress(Callbacks.Connection.STUB));
    }

    /// Accepts a connection that was announced, or a handle that was passed; libuv stops listening for more until
    /// this is done.
    ///
    /// @param client an open stream of the same kind, without a descriptor, that takes it
    /// @return 0 or a negative error
    public final int accept(UvStream client) {
        return uv_h.uv_accept(pointer(), client.pointer());
    }

    @Override
    void onClosing() {
        if (asking) {
            throw new IllegalStateException("a stream cannot be closed while libuv waits for a buffer to read into");
        }
    }

    @Override
    final void onClosed() {
        events.onClosed();
    }
}
