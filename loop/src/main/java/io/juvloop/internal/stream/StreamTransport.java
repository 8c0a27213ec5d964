package io.juvloop.internal.stream;

import io.juvloop.BaseProtocol;
import io.juvloop.BufferedProtocol;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.WriteBufferLimits;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.UvTcp;
import io.juvloop.bindings.WriteRequest;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.jdk.Log;
import io.juvloop.internal.memory.UserBuffers;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A connection: turns what happens to a libuv stream into calls of a protocol, and back.
///
/// A pipe has one direction and is a subclass, as is what passes handles; the data path is the same for all.
///
/// Every way to the end goes through [#lose], once: it stops reading and schedules the protocol's
/// `connectionLost` for the next turn, after which the handle is closed. What comes first decides the cause.
///
/// Loop thread only. Lives from `connectionMade` to `connectionLost`; its methods answer for ever.
public class StreamTransport extends ProtocolCalls implements StreamEvents {
    private static final int QUIET_LATE_WRITES = 4;

    private final UvStream stream;
    private final WriteSide writer;
    private final StreamSocket socket;
    private final StreamDirection direction;
    private final @Nullable ServerConnections siblings;

    private boolean closing;
    private boolean lossScheduled;
    private boolean lost;
    private boolean aborted;
    private boolean readingPaused;
    private boolean reading;
    private boolean ended;
    private boolean withheld;

    /// What a buffered protocol lent for the read under way: held, or a collector might free it under the kernel.
    @SuppressWarnings("UnusedVariable") // being held is its use
    private @Nullable MemorySegment lent;

    private boolean writeEnded;
    private int lateWrites;
    private @Nullable Throwable lossCause;
    private @Nullable Borrower borrower;
    private boolean pauseTold;

    /// Intrusive links in the list of the server's connections, so that membership costs no object.
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
        super(core, direction.checked(protocol));
        this.stream = stream;
        this.direction = direction;
        this.siblings = siblings;
        this.socket = new StreamSocket(core, stream, true);
        this.writer = new WriteSide(this, core, stream);
        adaptReading();
    }

    private void adaptReading() {
        plain = direction.plain(protocol);
        stream.readInto(plain == null ? MemorySegment.NULL : core.readBuffer().segment());
    }

    /// Tells the protocol that the connection is there.
    public final void begin() {
        stream.events(this);
        if (siblings != null) {
            siblings.add(this);
        }
        try {
            protocol.connectionMade(this);
        } catch (Throwable thrown) {
            protocolFailed("connectionMade", thrown);
        }
    }

    /// Lets data come, once whoever asked for the connection has it.
    public void beginReading() {
        if (!closing && !reading && !readingPaused && !ended && borrower == null) {
            startReading();
        }
    }

    private void startReading() {
        int status = stream.readStart();
        if (status < 0) {
            fail("uv_read_start", status);
        } else {
            reading = true;
        }
    }

    private void stopReading() {
        if (reading) {
            reading = false;
            stream.readStop();
        }
    }

    // --- What libuv says

    /// A place from the protocol, unless it failed, stopped reading or handed over to another meanwhile; then
    /// there is none, libuv reports that as an error, and reading goes on or ends as was decided here.
    @Override
    @SuppressWarnings("ReferenceEquality") // the object is meant, whatever its class calls equal
    public final MemorySegment allocate(long suggestedSize) {
        BufferedProtocol asked = (BufferedProtocol) protocol;
        try {
            MemorySegment target = UserBuffers.checked(asked.getBuffer(suggestedSize));
            if (reading && asked == protocol) {
                lent = target;
                return target;
            }
        } catch (Throwable thrown) {
            protocolFailed("getBuffer", thrown);
        }
        withheld = true;
        return MemorySegment.NULL;
    }

    @Override
    public void onRead(long result) {
        if (lent != null) {
            lent = null;
        }
        if (withheld) {
            withheld = false;
        } else if (!closing) {
            read(result);
        }
        core.endCallback();
    }

    private void read(long result) {
        if (result > 0) {
            deliver((int) result);
        } else if (result == UvErrors.EOF) {
            endOfStream();
        } else {
            readFailed((int) result);
        }
    }

    /// Reading failed: the connection is lost with the error.
    protected void readFailed(int code) {
        fail("uv_read", code);
    }

    /// Nothing more will come: the protocol decides whether the connection stays open for writing.
    protected void endOfStream() {
        ended = true;
        stopReading();
        int error = stream.pendingError();
        if (error < 0) {
            fail("uv_read", error);
            return;
        }
        boolean keepOpen;
        try {
            keepOpen = protocol.eofReceived();
        } catch (Throwable thrown) {
            protocolFailed("eofReceived", thrown);
            return;
        }
        if (!keepOpen) {
            close();
        }
    }

    @Override
    public final void onWritten(WriteRequest request, int status) {
        writer.written(request, status);
        core.endCallback();
    }

    @Override
    public final void onShutdown(int status) {
        if (status < 0 && status != UvErrors.ECANCELED && status != UvErrors.ENOTCONN && !closing) {
            fail("uv_shutdown", status);
        }
    }

    @Override
    public final void onClosed() {
        writer.discard();
        if (!lost) {
            lost = true;
            closing = true;
            detach();
        }
    }

    // --- The way to the end

    /// An error of the system: the connection is lost with it. Silent, as such errors are ordinary.
    protected final void fail(String operation, int code) {
        lose(UvErrorMapping.toException(operation, code, null));
    }

    @Override
    protected final void lose(@Nullable Throwable cause) {
        if (!lost && !lossScheduled) {
            writer.discard();
            stopListening();
            lossCause = cause;
            scheduleLoss();
        }
    }

    private void stopListening() {
        closing = true;
        if (stream.isOpen()) {
            stopReading();
        }
    }

    private void scheduleLoss() {
        if (!lossScheduled) {
            lossScheduled = true;
            core.callInternally(this::deliverLoss);
        }
    }

    private void deliverLoss() {
        if (lost) {
            return;
        }
        lost = true;
        try {
            tell("connectionLost", () -> protocol.connectionLost(lossCause));
        } finally {
            closeHandle();
            detach();
        }
    }

    /// Why it was lost; null if it was closed.
    protected final @Nullable Throwable lossCause() {
        return lossCause;
    }

    private void closeHandle() {
        if (aborted && stream instanceof UvTcp tcp && tcp.isOpen()) {
            tcp.closeReset();
        } else {
            stream.close();
        }
    }

    /// The connection is gone, its handle closed or being closed.
    protected void detach() {
        if (siblings != null) {
            siblings.remove(this);
        }
        if (borrower != null) {
            borrower.lost(lossCause);
        }
    }

    // --- Flow control and the end of writing, told by the writer

    void tellPaused() {
        if (borrower != null) {
            return;
        }
        pauseTold = true;
        tell("pauseWriting", protocol::pauseWriting);
    }

    void tellResumed() {
        if (lost || borrower != null) {
            return;
        }
        pauseTold = false;
        tell("resumeWriting", protocol::resumeWriting);
    }

    void drained() {
        if (lost) {
            return;
        }
        if (closing) {
            scheduleLoss();
        } else if (borrower != null) {
            borrower.drained();
        } else if (writeEnded) {
            shutdown();
        }
    }

    private void shutdown() {
        int status = stream.shutdown();
        if (status < 0 && status != UvErrors.ENOTCONN) {
            fail("uv_shutdown", status);
        }
    }

    WriteSide writer() {
        return writer;
    }

    // --- For a while another's

    @Override
    public void lend(Borrower newBorrower) {
        if (closing) {
            throw new IllegalStateException("the transport is closing");
        }
        if (direction == StreamDirection.READ) {
            throw new UnsupportedOperationException("a read pipe cannot be written to");
        }
        requireWritable();
        borrower = newBorrower;
        stopReading();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // who has it, and nobody who is equal
    public void giveBack(Borrower former) {
        if (borrower != former) {
            return;
        }
        borrower = null;
        if (!closing && writer.isPaused() != pauseTold) {
            if (pauseTold) {
                tellResumed();
            } else {
                tellPaused();
            }
        }
        beginReading();
    }

    @Override
    public boolean isDrained() {
        core.gather().flush(writer);
        return writer.isDrained();
    }

    @Override
    public void writeLent(ByteBuffer data) {
        if (!closing) {
            writer.write(data);
        }
    }

    @Override
    public long fileno() {
        return stream.fileno();
    }

    // --- What the user says

    @Override
    public final void write(ByteBuffer data) {
        if (accepts(data.hasRemaining())) {
            if (core.readBuffer().isView(data) && core.isInCallback()) {
                writer.writeView(data);
                return;
            }
            UserBuffers.checkReadable(data);
            writer.write(data);
        } else {
            data.position(data.limit());
        }
    }

    @Override
    public final void write(MemorySegment data) {
        if (accepts(data.byteSize() > 0)) {
            UserBuffers.checkReadable(data);
            writer.write(data);
        }
    }

    @Override
    public final void write(byte[] data) {
        if (accepts(data.length > 0)) {
            writer.write(data);
        }
    }

    @Override
    public final void writelines(Iterable<ByteBuffer> data) {
        core.checkThread();
        data.forEach(this::write);
    }

    /// Writes bytes of which the first takes a handle along.
    protected final void write(ByteBuffer data, UvStream passenger) {
        writer.write(MemorySegment.ofBuffer(data), passenger);
        data.position(data.limit());
    }

    /// Whether there is something to write and somebody to write it to.
    protected final boolean accepts(boolean hasBytes) {
        core.checkThread();
        if (direction == StreamDirection.READ) {
            throw new UnsupportedOperationException("a read pipe cannot be written to");
        }
        requireWritable();
        if (closing) {
            if (++lateWrites > QUIET_LATE_WRITES) {
                Log.warn("a write to {0} was dropped", this);
            }
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
        core.checkThread();
        if (closing || writeEnded) {
            return;
        }
        requireWritable();
        writeEnded = true;
        core.gather().flush(writer);
        if (!closing && writer.isDrained()) {
            shutdown();
        }
    }

    @Override
    public boolean canWriteEof() {
        core.checkThread();
        return true;
    }

    @Override
    public final void close() {
        core.checkThread();
        if (closing) {
            return;
        }
        core.gather().flush(writer);
        if (closing) {
            return;
        }
        stopListening();
        if (writer.isDrained()) {
            scheduleLoss();
        }
    }

    @Override
    public final void abort() {
        core.checkThread();
        if (!lost) {
            aborted = true;
            lose(null);
        }
    }

    @Override
    public final boolean isClosing() {
        core.checkThread();
        return closing;
    }

    @Override
    public boolean isReading() {
        core.checkThread();
        return reading && !closing;
    }

    @Override
    public void pauseReading() {
        core.checkThread();
        if (!closing && !readingPaused) {
            readingPaused = true;
            stopReading();
        }
    }

    @Override
    public void resumeReading() {
        core.checkThread();
        if (!closing && readingPaused) {
            readingPaused = false;
            beginReading();
        }
    }

    @Override
    public final long getWriteBufferSize() {
        core.checkThread();
        return writer.bytes();
    }

    @Override
    public final WriteBufferLimits getWriteBufferLimits() {
        core.checkThread();
        return writer.limits();
    }

    @Override
    public final void setWriteBufferLimits(WriteBufferLimits limits) {
        core.checkThread();
        writer.limits(Objects.requireNonNull(limits, "the limits are null"));
    }

    @Override
    public BaseProtocol getProtocol() {
        core.checkThread();
        return protocol;
    }

    @Override
    public void setProtocol(BaseProtocol newProtocol) {
        core.checkThread();
        protocol = direction.checked(newProtocol);
        if (stream.isOpen()) {
            adaptReading();
        }
    }

    @Override
    public <T> @Nullable T extraInfo(ExtraInfo<T> key) {
        core.checkThread();
        return socket.extraInfo(key);
    }

    @Override
    public final EventLoop loop() {
        return core.loop();
    }

    @Override
    public String toString() {
        return name() + (lost ? " (closed)" : closing ? " (closing)" : "");
    }

    /// What a log calls it.
    protected String name() {
        return "transport " + socket;
    }
}
