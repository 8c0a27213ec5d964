package io.juvloop.internal.stream;

import io.juvloop.BaseProtocol;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.WriteBufferLimits;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.WriteRequest;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.jdk.Failures;
import io.juvloop.internal.jfr.Recorder;
import io.juvloop.internal.memory.UserBuffers;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A connection: turns the events of a stream into calls of a protocol, and the protocol's calls into
/// operations on the stream.
///
/// Its parts are the two sides, [Reading] and [WriteSide], the [ProtocolCalls] between them and the protocol, and a
/// [ExclusiveWriter.Borrower] while a file is sent. Pipes and connections that pass handles are subclasses.
///
/// [Life] is its state. Every path that ends it goes through [#lose], once: it stops reading and schedules the
/// protocol's `connectionLost` for the next iteration, after which the handle is closed. The first such path
/// decides the cause.
///
/// Loop thread only. Lives from `connectionMade` to `connectionLost`; its methods remain callable afterwards.
public class StreamTransport implements ExclusiveWriter, StreamEvents, FlowControl.Pausing {
    private final ProtocolCalls calls;
    private final Reading reading;
    private final WriteSide writing;
    private final StreamSocket socket;
    private final @Nullable ServerConnections siblings;

    Life life = Life.OPEN;
    private boolean writeEnded;
    private boolean pauseDelivered;
    private @Nullable Borrower borrower;
    private @Nullable Ending ending;

    /// Links in the list of the server's connections, so that membership costs no object.
    @Nullable
    StreamTransport previousSibling;

    @Nullable
    StreamTransport nextSibling;

    public StreamTransport(
            LoopCore core,
            UvStream stream,
            BaseProtocol protocol,
            StreamDirection direction,
            @Nullable ServerConnections siblings) {
        this.siblings = siblings;
        this.socket = new StreamSocket(core, stream, true);
        this.calls = new ProtocolCalls(this, direction.checked(protocol), direction);
        this.reading = new Reading(this);
        this.writing = new WriteSide(this);
    }

    final LoopCore core() {
        return socket.core(); // fields for what the parts have would cost each connection eight bytes
    }

    final UvStream stream() {
        return socket.stream();
    }

    final ProtocolCalls calls() {
        return calls;
    }

    /// Calls the protocol's `connectionMade`.
    public final void begin() {
        stream().events(this);
        if (siblings != null) {
            siblings.add(this);
        }
        core().connections().opened(this, siblings != null);
        calls.connectionMade();
    }

    /// Starts the delivery of data, after the callbacks of the connection's future have run.
    public void beginReading() {
        if (life == Life.OPEN && borrower == null) {
            reading.begin();
        }
    }

    /// Delivers bytes directly to a reader behind the protocol while it waits for them.
    ///
    /// @param behind the protocol; ignored if the transport has another, which must receive the bytes first
    public void readDirectly(BaseProtocol behind, DirectReader reader) {
        calls.setDirect(behind, reader);
    }

    // --- Events of the stream

    @Override
    public final void onReadable() {
        try {
            if (ending == null || !ending.discardsReadable()) {
                reading.readable();
            }
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    @Override
    public final boolean readInPlace() {
        try {
            return (ending == null || !ending.isLingering()) && reading.readInPlace();
        } catch (Throwable beforeReading) {
            return false; // nothing was read: the event is dispatched, which reports the error if it comes again
        }
    }

    @Override
    public final void onWritable() {
        try {
            writing.writable();
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    /// Handles an error of the library's own, for example by an exhausted stack or memory. It is unknown which
    /// bytes were lost, so the connection is closed with it.
    protected final RuntimeException broken(Throwable thrown) {
        lose(thrown);
        throw Failures.<RuntimeException>asIs(thrown);
    }

    @Override
    public void onRead(long from, int count, int handles) {
        try {
            if (ending == null || !ending.discards(count)) {
                read(from, count, null);
            }
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    /// Delivers bytes that libuv has read to the protocol, now or when reading resumes.
    ///
    /// @param delivery the delivery of the bytes; null for the ordinary one
    protected final void read(long from, int count, @Nullable Delivery delivery) {
        if (!life.isClosing()) {
            reading.read(from, count, delivery);
        }
    }

    @Override
    public final void onWritten(WriteRequest request, int status) {
        try {
            writing.written(request, status);
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    @Override
    public final void onShutdown(int status) {
        if (status < 0 && status != UvErrors.ECANCELED && status != UvErrors.ENOTCONN && !life.isClosing()) {
            fail("uv_shutdown", status);
        }
    }

    @Override
    public final void onClosed() {
        writing.discard();
        if (life != Life.LOST) {
            life = Life.LOST;
            core().connections().lost(this, stream(), ending().cause(), ending().isReset());
        }
        ending().detach(this); // unless that was done, and no error came in between
    }

    // --- The end of reading

    /// Reading failed: the connection is closed with the error.
    protected void readFailed(int code) {
        fail("uv_read", code);
    }

    /// The end of the data was reached: the protocol decides whether the connection stays open for writing.
    protected void endOfStream() {
        reading.ended();
        int error = stream().isPolled() ? 0 : stream().pendingError();
        if (error < 0) {
            fail("uv_read", error);
            return;
        }
        if (!calls.eofReceived() || !calls.direction().canWrite()) {
            close();
        }
    }

    /// The peer no longer takes written data.
    protected final void endOfWriting() {
        if (writing.bytes() > 0) {
            fail("write", UvErrors.EPIPE);
        } else {
            lose(null);
        }
    }

    // --- Closing

    /// The user's code threw: the error is reported, and the connection is closed with it.
    protected final void protocolFailed(String method, Throwable thrown) {
        calls.report(method, thrown);
        lose(thrown);
    }

    /// An error of the system: the connection is lost with it. Silent, as such errors are ordinary.
    protected final void fail(String operation, int code) {
        lose(UvErrorMapping.toException(operation, code, null));
    }

    protected final void lose(@Nullable Throwable cause) {
        if (!life.isEnding()) {
            writing.discard();
            stopListening();
            ending().because(cause);
            scheduleLoss();
        }
    }

    private void stopListening() {
        life = life == Life.OPEN ? Life.CLOSING : life;
        reading.drop();
        if (stream().isOpen()) {
            reading.stop();
        }
    }

    private void scheduleLoss() {
        if (!life.isEnding()) {
            core().callInternally(this::deliverLoss);
            life = Life.LOST_SOON;
        }
    }

    private void deliverLoss() {
        boolean waits = false;
        try {
            waits = life == Life.LOST || ending().isLingering() || lingers();
        } finally { // an error before the end has begun does not keep it back
            try {
                loseUnless(waits);
            } finally {
                loseUnless(waits);
            }
        }
    }

    /// Whether the peer must end first, because data from it is unread.
    private boolean lingers() {
        boolean peerSends = calls.direction().canRead() && calls.direction().canWrite() && !reading.hasEnded();
        return peerSends && ending().lingers(writeEnded, () -> loseUnless(false));
    }

    private Ending ending() {
        if (ending == null) {
            ending = new Ending(core(), stream());
        }
        return ending;
    }

    private void loseUnless(boolean waits) {
        if (!waits && life != Life.LOST) {
            ending().lose(this);
        }
    }

    /// The cause of the loss; null if the connection was closed.
    protected final @Nullable Throwable lossCause() {
        return ending == null ? null : ending.cause();
    }

    /// The connection is lost, and its handle is closed or closing.
    protected void detach() {
        if (siblings != null) {
            siblings.remove(this);
        }
        if (borrower != null) {
            borrower.lost(lossCause());
        }
    }

    /// Whether its end has been decided.
    @Override
    public final boolean isEnding() {
        return life.isClosing();
    }

    // --- Calls of the write side

    @Override
    public final void pauseProtocol() {
        if (borrower == null) {
            pauseDelivered = true;
            Recorder.get().writingPaused(this, writing.bytes());
            calls.pauseWriting();
        }
    }

    @Override
    public final void resumeProtocol() {
        if (life != Life.LOST && borrower == null) {
            pauseDelivered = false;
            Recorder.get().writingResumed(this, writing.bytes());
            calls.resumeWriting();
        }
    }

    void drained() {
        if (life == Life.CLOSING) {
            scheduleLoss();
        } else if (life == Life.OPEN && borrower != null) {
            borrower.drained();
        } else if (life == Life.OPEN && writeEnded) {
            onShutdown(stream().shutdown());
        }
    }

    // --- Lending

    @Override
    public void lend(Borrower newBorrower) {
        requireOpenForWriting();
        borrower = newBorrower;
        reading.stop();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // identity is meant, not equality
    public void giveBack(Borrower former) {
        if (borrower != former) {
            return;
        }
        borrower = null;
        if (life == Life.OPEN && writing.flow().isPaused() != pauseDelivered) {
            if (pauseDelivered) {
                resumeProtocol();
            } else {
                pauseProtocol();
            }
        }
        beginReading();
    }

    @Override
    public final boolean isWritingPaused() {
        return pauseDelivered;
    }

    @Override
    public void requireDuplex() {
        calls.direction().requireDuplex(this);
        requireOpenForWriting();
    }

    private void requireOpenForWriting() {
        if (life.isClosing()) {
            throw new IllegalStateException("the transport is closing");
        }
        calls.direction().requireWritable(this);
        requireWritable();
    }

    @Override
    public boolean isDrained() {
        writing.flush();
        return writing.isDrained();
    }

    @Override
    public void writeLent(ByteBuffer data) {
        if (!life.isClosing()) {
            writing.write(data);
        }
    }

    @Override
    public long fileno() {
        return stream().fileno();
    }

    // --- Calls of the user

    @Override
    public final void write(ByteBuffer data) {
        if (accepts(data.hasRemaining())) {
            if (writing.isView(data)) {
                writing.writeView(data);
                return;
            }
            UserBuffers.checkReadable(data);
            writing.write(data);
        } else {
            data.position(data.limit());
        }
    }

    @Override
    public final void write(MemorySegment data) {
        if (accepts(data.byteSize() > 0)) {
            UserBuffers.checkReadable(data);
            writing.write(data);
        }
    }

    @Override
    public final void write(byte[] data) {
        if (accepts(data.length > 0)) {
            writing.write(data);
        }
    }

    @Override
    public final void writeLines(Iterable<ByteBuffer> data) {
        core().checkThread();
        ByteBuffer[] lines = UserBuffers.checkedLines(data);
        writing.write(lines, lines.length > 0 && accepts(true));
    }

    /// Writes bytes, the first of which carries a handle.
    protected final void write(ByteBuffer data, UvStream passenger) {
        writing.write(MemorySegment.ofBuffer(data), passenger);
        data.position(data.limit());
    }

    /// Whether there are bytes to write, and a peer to take them.
    protected final boolean accepts(boolean hasBytes) {
        core().checkThread();
        calls.direction().requireWritable(this);
        requireWritable();
        if (life.isClosing()) {
            ending().lateWrite(this);
            return false;
        }
        return hasBytes;
    }

    private void requireWritable() {
        if (writeEnded) {
            throw new IllegalStateException("cannot write after writeEof");
        }
        if (borrower != null) {
            throw new IllegalStateException("cannot write while a file is being sent");
        }
    }

    @Override
    public void writeEof() {
        core().checkThread();
        calls.direction().requireWritable(this);
        if (life.isClosing() || writeEnded) {
            return;
        }
        requireWritable();
        if (writing.begin()) {
            writeEnded = true;
            writing.send();
            if (!life.isClosing() && writing.isDrained()) {
                onShutdown(stream().shutdown());
            }
        }
        writing.end();
    }

    @Override
    public boolean canWriteEof() {
        core().checkThread();
        return calls.direction().canWrite();
    }

    @Override
    public final void close() {
        core().checkThread();
        if (life.isClosing()) {
            return;
        }
        if (writing.begin()) {
            writing.send();
            closeAfterWriting();
        }
        writing.end();
    }

    private void closeAfterWriting() {
        if (!life.isClosing()) {
            stopListening();
            if (writing.isDrained()) {
                scheduleLoss();
            }
        }
    }

    @Override
    public final void abort() {
        core().checkThread();
        if (life != Life.LOST) {
            writing.begin();
            ending().reset();
            lose(null);
            writing.end();
        }
    }

    @Override
    public final boolean isClosing() {
        core().checkThread();
        return life.isClosing();
    }

    @Override
    public final boolean isReading() {
        core().checkThread();
        return calls.direction().canRead() && reading.isRunning() && !life.isClosing();
    }

    @Override
    public final void pauseReading() {
        core().checkThread();
        calls.direction().requireReadable(this);
        if (!life.isClosing()) {
            reading.pause();
        }
    }

    @Override
    public final void resumeReading() {
        core().checkThread();
        calls.direction().requireReadable(this);
        if (!life.isClosing()) {
            reading.resume();
        }
    }

    @Override
    public final long writeBufferSize() {
        core().checkThread();
        return writing.bytes();
    }

    @Override
    public final WriteBufferLimits writeBufferLimits() {
        core().checkThread();
        return writing.flow().limits();
    }

    @Override
    public final void setWriteBufferLimits(WriteBufferLimits limits) {
        core().checkThread();
        writing.flow().setLimits(Objects.requireNonNull(limits, "the limits are null"));
    }

    @Override
    public BaseProtocol protocol() {
        core().checkThread();
        return calls.protocol();
    }

    @Override
    public void setProtocol(BaseProtocol newProtocol) {
        core().checkThread();
        calls.setProtocol(calls.direction().checked(newProtocol));
    }

    @Override
    public <T> @Nullable T extraInfo(ExtraInfo<T> key) {
        core().checkThread();
        return socket.extraInfo(key);
    }

    @Override
    public final EventLoop loop() {
        return core().loop();
    }

    @Override
    public String toString() {
        return name() + (life == Life.LOST ? " (closed)" : life.isClosing() ? " (closing)" : "");
    }

    /// The name in log messages.
    protected String name() {
        return "transport " + socket;
    }
}
