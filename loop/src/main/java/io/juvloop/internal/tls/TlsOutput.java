package io.juvloop.internal.tls;

import io.juvloop.Transport;
import io.juvloop.internal.core.LoopCore;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;

/// The write side of one encrypted connection: makes records of what is written, at once, and gives them to the
/// transport below, which queues what the kernel does not take. So no data wait here unencrypted, whatever the peer
/// does.
///
/// Loop thread only. A part of a [TlsConnection], and lives as it does.
final class TlsOutput {
    /// An engine that makes nothing of nothing so often in a row never will.
    private static final int MOST_IDLE_STEPS = 8;

    private final TlsConnection connection;
    private final LoopCore core;
    private final PlainGather gather;
    private boolean busy;
    private boolean together;

    TlsOutput(TlsConnection connection, LoopCore core, PlainGather gather) {
        this.connection = connection;
        this.core = core;
        this.gather = gather;
    }

    // --- What the user writes

    void write(ByteBuffer data) {
        if (isSmall(data.remaining())) {
            gather.put(this, data, data.position(), data.remaining());
            try {
                limit();
            } catch (Throwable thrown) { // behind the write, of which it is an error
                gather.interrupted = this;
                throw thrown;
            }
        } else {
            gather.flush(this);
            encrypt(MemorySegment.ofBuffer(data), data.remaining());
        }
        data.position(data.limit());
    }

    void write(MemorySegment data) {
        if (isSmall(data.byteSize())) {
            gather.put(this, data, (int) data.byteSize());
            try {
                limit();
            } catch (Throwable thrown) { // behind the write, of which it is an error
                gather.interrupted = this;
                throw thrown;
            }
        } else {
            gather.flush(this);
            encrypt(data, data.byteSize());
        }
    }

    void write(byte[] data) {
        if (isSmall(data.length)) {
            gather.put(this, data);
            try {
                limit();
            } catch (Throwable thrown) { // behind the write, of which it is an error
                gather.interrupted = this;
                throw thrown;
            }
        } else {
            gather.flush(this);
            encrypt(MemorySegment.ofArray(data), data.length);
        }
    }

    /// Writes buffers as one write: records are filled with all of them, and nothing comes between them.
    void write(ByteBuffer[] lines) {
        gather.beginTogether(this);
        together = true;
        for (ByteBuffer line : lines) {
            addTogether(line);
        }
        together = false;
        gather.endTogether();
        try {
            if (core.isInCallback()) {
                limit();
            } else {
                gather.flush(this);
            }
            connection.wasSent();
        } catch (Throwable thrown) {
            gather.interrupted = this;
            throw thrown;
        }
    }

    private void addTogether(ByteBuffer line) {
        while (line.hasRemaining()) {
            int count = Math.min(line.remaining(), Records.FILLING - gather.sizeFor(this));
            gather.putTogether(this, line, line.position(), count);
            line.position(line.position() + count);
            if (gather.sizeFor(this) == Records.FILLING) {
                gather.flushTogether(this);
            }
        }
    }

    private boolean isSmall(long length) {
        return length <= PlainGather.LARGEST_PIECE && core.isInCallback();
    }

    /// What is gathered is beyond the high mark only if the kernel does not take it.
    void limit() {
        Transport lower = connection.lower();
        if (gather.sizeFor(this) + lower.writeBufferSize()
                > lower.writeBufferLimits().high()) {
            gather.flush(this);
        }
    }

    /// Bytes that were written and not yet taken by the kernel.
    long bytes() {
        return gather.sizeFor(this) + connection.lower().writeBufferSize();
    }

    /// Sends what was gathered.
    void flush() {
        gather.flush(this);
    }

    /// Forgets what was gathered.
    void drop() {
        gather.drop(this);
    }

    // --- Records

    /// Makes records of data and sends them. An error costs the connection, see [PlainGather].
    void encrypt(MemorySegment source, long length) {
        SSLException failed = null;
        gather.begin(this);
        busy = true;
        try {
            encryptAll(source, length);
        } catch (SSLException failure) {
            failed = failure;
        }
        busy = false;
        gather.end();
        try {
            if (failed != null) {
                connection.fail(failed);
            }
            if (!together) {
                connection.wasSent();
            }
        } catch (Throwable thrown) { // what is sent may have been a part only of what its caller writes
            gather.interrupted = this;
            throw thrown;
        }
    }

    /// An error has ended [#encrypt], and it is unknown what was sent.
    void interrupted() {
        busy = false;
        together = false;
        connection.broken(new IllegalStateException("writing ended by an error"));
    }

    /// Whether a piece is being encrypted, which nothing may be written into.
    boolean isBusy() {
        return busy || together;
    }

    private void encryptAll(MemorySegment source, long length) throws SSLException {
        TlsEngine engine = connection.engine();
        TlsMemory memory = connection.memory();
        long done = 0;
        int filled = 0;
        int idle = 0;
        while (done < length && connection.canSend()) {
            int room = room(filled);
            if (room < engine.recordSize()) {
                send(filled);
                filled = 0;
                continue;
            }
            int part = (int) Math.min(Records.MOST_DATA, length - done);
            int made = engine.encrypt(source, done, part, memory.records.address() + filled, room);
            filled += made;
            done += engine.consumed();
            idle = made == 0 && engine.consumed() == 0 ? idle + 1 : 0;
            if (idle > 0 && engine.isInboundDone()) {
                break; // before TLS 1.3 the peer's end is ours too, and what comes after it is dropped
            }
            requireProgress(idle);
        }
        send(filled);
    }

    private static void requireProgress(int idle) throws SSLException {
        if (idle > MOST_IDLE_STEPS) {
            throw new SSLException("the TLS engine makes no records any more");
        }
    }

    /// Sends the records of TLS itself.
    void sendControl() throws SSLException {
        TlsEngine engine = connection.engine();
        TlsMemory memory = connection.memory();
        int filled = 0;
        int idle = 0;
        while (engine.next() == TlsEngine.Next.SEND && connection.canSend()) {
            int room = room(filled);
            if (room < engine.recordSize()) {
                send(filled);
                filled = 0;
                continue;
            }
            int made = engine.encrypt(MemorySegment.NULL, 0, 0, memory.records.address() + filled, room);
            filled += made;
            idle = made == 0 ? idle + 1 : 0;
            if (idle > MOST_IDLE_STEPS) {
                break; // at the end an engine may want to send forever; in the handshake, the step that follows fails
            }
        }
        send(filled);
    }

    /// Sends the alert that the engine has for a failure, if it has one.
    void sendAlert() {
        TlsEngine engine = connection.engine();
        try {
            int filled = 0;
            int made;
            do {
                made = room(filled) < engine.recordSize()
                        ? 0
                        : engine.encrypt(
                                MemorySegment.NULL,
                                0,
                                0,
                                connection.memory().records.address() + filled,
                                room(filled));
                filled += made;
            } while (made > 0 && engine.next() == TlsEngine.Next.SEND);
            send(filled);
        } catch (SSLException said) {
            return; // it has failed before, and that is what counts
        }
    }

    private int room(int filled) {
        return (int) connection.memory().records.byteSize() - filled;
    }

    private void send(int count) {
        if (count > 0) {
            connection.lower().write(connection.memory().outgoing.clear().limit(count));
        }
    }
}
