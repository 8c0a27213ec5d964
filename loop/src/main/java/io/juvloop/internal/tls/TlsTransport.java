package io.juvloop.internal.tls;

import io.juvloop.BaseProtocol;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.WriteBufferLimits;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.jdk.Log;
import io.juvloop.internal.memory.UserBuffers;
import io.juvloop.internal.stream.ExclusiveWriter;
import io.juvloop.tls.TlsSession;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the user of an encrypted connection writes to; asyncio's `_SSLProtocolTransport`.
///
/// Loop thread only. Lives from the end of the handshake to `connectionLost`; its methods answer for ever.
public final class TlsTransport implements ExclusiveWriter {
    private static final int QUIET_LATE_WRITES = 4;

    private final TlsConnection connection;
    private final LoopCore core;
    private final TlsSession session;
    private WriteBufferLimits limits;
    private @Nullable Borrower borrower;
    private byte lateWrites;
    private boolean closing;
    private boolean writePaused;
    private boolean pauseDelivered;

    TlsTransport(TlsConnection connection) {
        this.connection = connection;
        this.core = connection.core();
        this.session = connection.session();
        this.limits = connection.lower().writeBufferLimits();
    }

    int depth() {
        return connection.depth();
    }

    TlsConnection connection() {
        return connection;
    }

    // --- Calls of the connection

    void lowerPaused() {
        writePaused = true;
        if (borrower == null && !pauseDelivered) {
            boolean done = false;
            pauseDelivered = true; // before the call, which may write
            try {
                connection.protocol().pause();
                done = true;
            } finally {
                if (!done) {
                    pauseDelivered = false;
                }
            }
        }
    }

    void lowerResumed() {
        writePaused = false;
        if (borrower != null) {
            borrower.drained();
        } else if (pauseDelivered) {
            pauseDelivered = false;
            connection.protocol().resume();
        }
    }

    void lost(@Nullable Throwable cause) {
        closing = true;
        if (borrower != null) {
            borrower.lost(cause);
        }
    }

    WriteBufferLimits limits() {
        return limits;
    }

    // --- For a while another's

    boolean isLent() {
        return borrower != null;
    }

    @Override
    public void lend(Borrower newBorrower) {
        if (isClosing()) {
            throw new IllegalStateException("the transport is closing");
        }
        requireNotLent();
        connection.output().flush();
        borrower = newBorrower;
        connection.lendingChanged();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the borrower itself, and not an equal one
    public void giveBack(Borrower former) {
        if (borrower != former) {
            return;
        }
        borrower = null;
        if (connection.isLost()) {
            return; // and the protocol has had its last call
        }
        connection.lendingChanged();
        if (pauseDelivered && !writePaused) {
            lowerResumed();
        } else if (writePaused) {
            lowerPaused();
        }
    }

    @Override
    public boolean isDrained() {
        connection.output().flush();
        return connection.output().bytes() == 0;
    }

    @Override
    public void writeLent(ByteBuffer data) {
        if (!isClosing()) {
            connection.output().write(data);
            connection.output().flush();
        }
    }

    @Override
    public boolean isWritingPaused() {
        return pauseDelivered;
    }

    @Override
    public void requireDuplex() {
        if (isClosing()) {
            throw new IllegalStateException("the transport is closing");
        }
        requireNotLent();
    }

    @Override
    public boolean isPlain() {
        return false;
    }

    @Override
    public long fileno() {
        return -1;
    }

    private void requireNotLent() {
        if (borrower != null) {
            throw new IllegalStateException("cannot write while a file is being sent");
        }
    }

    // --- Calls of the user

    @Override
    public void write(ByteBuffer data) {
        if (accepts(data.hasRemaining())) {
            UserBuffers.checkReadable(data);
            connection.output().write(data);
        } else {
            data.position(data.limit());
        }
    }

    @Override
    public void write(MemorySegment data) {
        if (accepts(data.byteSize() > 0)) {
            UserBuffers.checkReadable(data);
            connection.output().write(data);
        }
    }

    @Override
    public void write(byte[] data) {
        if (accepts(data.length > 0)) {
            connection.output().write(data);
        }
    }

    @Override
    public void writeLines(Iterable<ByteBuffer> data) {
        core.checkThread();
        ByteBuffer[] lines = UserBuffers.checkedLines(data);
        if (lines.length > 0 && accepts(true)) {
            connection.output().write(lines);
        } else {
            UserBuffers.consume(lines);
        }
    }

    private boolean accepts(boolean hasBytes) {
        core.checkThread();
        requireNotLent();
        if (isClosing()) {
            if (lateWrites < QUIET_LATE_WRITES) {
                lateWrites++;
            } else {
                Log.warn("a write to {0} was dropped", this);
            }
            return false;
        }
        return hasBytes;
    }

    /// TLS ends both ways at once.
    @Override
    public void writeEof() {
        core.checkThread();
        throw new UnsupportedOperationException("TLS has no end of one side alone");
    }

    @Override
    public boolean canWriteEof() {
        core.checkThread();
        return false;
    }

    @Override
    public void close() {
        core.checkThread();
        if (!closing) {
            endWith(connection::close);
        }
    }

    /// An error in the middle must not leave a connection that nothing ends.
    private void endWith(Runnable end) {
        closing = true;
        boolean ended = false;
        try {
            end.run();
            ended = true;
        } finally {
            if (!ended) {
                connection.abort();
            }
        }
    }

    @Override
    public void abort() {
        core.checkThread();
        endWith(connection::abort);
    }

    @Override
    public boolean isClosing() {
        core.checkThread();
        return closing || connection.isOver() || connection.isEnding();
    }

    @Override
    public boolean isReading() {
        core.checkThread();
        return !closing && connection.isReading();
    }

    @Override
    public void pauseReading() {
        core.checkThread();
        if (!isClosing()) {
            connection.pauseReading();
        }
    }

    @Override
    public void resumeReading() {
        core.checkThread();
        if (!isClosing()) {
            connection.resumeReading();
        }
    }

    @Override
    public long writeBufferSize() {
        core.checkThread();
        return connection.output().bytes();
    }

    @Override
    public WriteBufferLimits writeBufferLimits() {
        core.checkThread();
        return limits;
    }

    @Override
    public void setWriteBufferLimits(WriteBufferLimits newLimits) {
        core.checkThread();
        limits = Objects.requireNonNull(newLimits, "the limits are null");
        if (!isClosing() && borrower == null) {
            connection.lower().setWriteBufferLimits(limits);
            connection.output().limit();
        }
    }

    @Override
    public BaseProtocol protocol() {
        core.checkThread();
        return connection.protocol().get();
    }

    @Override
    public void setProtocol(BaseProtocol protocol) {
        core.checkThread();
        connection.protocol().set(protocol);
    }

    @Override
    public <T> @Nullable T extraInfo(ExtraInfo<T> key) {
        core.checkThread();
        Object value = switch (key.name()) {
            case "sslcontext" -> connection.context();
            case "ssl_object" -> session;
            case "peercert" ->
                session.peerCertificates().isEmpty()
                        ? null
                        : session.peerCertificates().getFirst();
            case "cipher" -> session.cipherSuite();
            default -> connection.lower().extraInfo(key);
        };
        return key.type().isInstance(value) ? key.type().cast(value) : null;
    }

    @Override
    public EventLoop loop() {
        return core.loop();
    }

    /// Any thread, because logs contain it.
    @Override
    public String toString() {
        return "TLS " + connection.lower();
    }
}
