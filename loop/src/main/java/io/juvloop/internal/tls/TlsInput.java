package io.juvloop.internal.tls;

import io.juvloop.bindings.Chunk;
import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.Memory;
import io.juvloop.internal.core.LoopCore;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The read side of one encrypted connection: takes what the transport below receives, record by record, and has
/// the data of all of them delivered together.
///
/// The bytes lie in the loop's memory while they are worked on; data of a buffered protocol are decrypted straight
/// into its own memory, where a record fits. What must wait is held in a chunk of the loop's
/// pool: a record of which the end has not come, what comes while the handshake is worked on elsewhere, and what
/// the user has paused. That is one read at the most, because the transport below is paused meanwhile.
///
/// Loop thread only. A part of a [TlsConnection], and lives as it does.
final class TlsInput {
    /// How many records in a row may have no data.
    private static final int MOST_EMPTY = 32;

    /// How many records without data, such as new keys, may come with a mebibyte of data or in a minute.
    private static final int MOST_CONTROL = 20;

    private static final long CONTROL_BYTES = 1024 * 1024;
    private static final long CONTROL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final TlsConnection connection;
    private final LoopCore core;
    private @Nullable Chunk held;
    private @Nullable Chunk undelivered;
    private int decrypted;
    private boolean direct;
    private boolean asked;
    private boolean ended;
    private boolean scheduled;
    private boolean lowerPaused;
    private int emptyInRow;
    private int control;
    private long controlBytes;
    private long controlSince;

    TlsInput(TlsConnection connection, LoopCore core) {
        this.connection = connection;
        this.core = core;
    }

    private TlsMemory memory() {
        return connection.memory();
    }

    private ChunkPool chunks() {
        return core.writeRequests().chunks();
    }

    // --- From the transport below

    /// Where the next bytes are to go: behind what is held.
    MemorySegment target() {
        Chunk before = held;
        if (before == null) {
            return memory().received;
        }
        Memory.copy(before.address(), memory().received.address(), before.size());
        return memory().received.asSlice(before.size());
    }

    /// Bytes were received into [#target].
    void received(int count) {
        int before = releaseHeld();
        process(before + count);
    }

    private int releaseHeld() {
        Chunk before = held;
        if (before == null) {
            return 0;
        }
        int size = before.size();
        chunks().release(before);
        held = null;
        return size;
    }

    /// Takes bytes that came before TLS began.
    void receivedBefore(byte[] bytes) {
        Chunk chunk = chunks().acquire(bytes.length);
        held = chunk;
        chunk.put(bytes, 0, bytes.length);
    }

    // --- Records

    private void process(int count) {
        int at = 0;
        try {
            at = records(count);
            deliver();
        } catch (SSLException failure) {
            deliver();
            connection.fail(failure);
        } finally {
            decrypted = 0; // after an error, the memory has other connections' data by the next time
        }
        if (asked) {
            asked = false;
            connection.protocol().clearTarget();
        }
        if (connection.isOver()) {
            drop();
        } else {
            hold(at, count - at);
            settle();
        }
    }

    /// @return how many bytes were worked on
    private int records(int count) throws SSLException {
        int at = 0;
        while (connection.canReceive() && !ended) {
            if (!connection.handshake().hasEngine() && !connection.handshake().choose(memory().received, count)) {
                return at;
            }
            int size = connection.canReceive() ? Records.size(memory().received, at, count - at) : 0;
            if (size == 0 || !record(at, size)) {
                return at;
            }
            at += size;
        }
        return ended ? count : at;
    }

    /// @return false if it must wait
    private boolean record(int at, int size) throws SSLException {
        int type = Records.type(memory().received, at);
        if ((type == Records.ALERT || room() < size) && !isSettledBefore()) {
            return false;
        }
        connection.checkType(type);
        direct = type == Records.DATA && decrypted == 0 && connection.isDelivering() && hasDirectRoomFor(size);
        if (!connection.canReceive()) {
            return false;
        }
        TlsEngine engine = connection.engine();
        long record = memory().received.address() + at;
        int count = direct
                ? engine.decrypt(record, size, connection.protocol().targetAddress(), size)
                : engine.decrypt(record, size, memory().plaintext.address() + decrypted, room());
        if (connection.isInHandshake()) {
            connection.handshake().drive();
            return true;
        }
        count(count);
        add(count);
        connection.sendControl();
        ended = engine.isInboundDone();
        return true;
    }

    /// Delivers what was decrypted, and encrypts what the protocol has answered: before TLS 1.3 the peer's end, which
    /// an alert may be, is ours too, and the engine drops what it gets after it.
    ///
    /// @return false if the record must wait
    private boolean isSettledBefore() {
        if (decrypted > 0 || asked) {
            deliver();
        }
        connection.output().flush();
        return connection.canReceive();
    }

    private int room() {
        return (int) memory().plaintext.byteSize() - decrypted;
    }

    /// Whether the record can go straight into a buffered protocol's memory, which calls the protocol.
    private boolean hasDirectRoomFor(int size) {
        asked = true;
        return connection.protocol().hasRoomFor(size);
    }

    private void add(int count) {
        if (connection.isEnding()) {
            connection.discarded(count);
        } else if (direct) {
            connection.protocol().filled(count);
        } else {
            decrypted += count;
        }
    }

    private void count(int bytes) throws SSLException {
        controlBytes += bytes;
        if (bytes > 0) {
            emptyInRow = 0;
            return;
        }
        if (controlBytes >= CONTROL_BYTES || core.time() - controlSince > CONTROL_NANOS) {
            controlBytes = 0;
            controlSince = core.time();
            control = 0;
        }
        control++;
        emptyInRow++;
        if (emptyInRow > MOST_EMPTY || (connection.isNewest() && control > MOST_CONTROL)) {
            throw new SSLException("the peer sends records without data all the time");
        }
    }

    // --- Delivering

    private void deliver() {
        int count = decrypted;
        decrypted = 0;
        if (connection.isEnding()) {
            return;
        }
        if (asked) {
            connection.protocol().flushTarget();
        }
        if (count == 0 || connection.isOver()) {
            return;
        }
        int done = connection.protocol().deliver(memory(), count);
        if (done < count && !connection.isOver() && !connection.isEnding()) {
            Chunk rest = chunks().acquire(count - done);
            undelivered = rest;
            rest.put(memory().plaintext, done, count - done);
        }
    }

    private void deliverRest() {
        Chunk rest = undelivered;
        if (rest != null) {
            decrypted = rest.size();
            TlsProtocol.putFront(memory(), rest.address(), decrypted);
            chunks().release(rest);
            undelivered = null;
            deliver();
        }
    }

    boolean hasUndelivered() {
        return undelivered != null;
    }

    // --- What waits

    private void hold(int at, int count) {
        if (count > 0) {
            Chunk rest = chunks().acquire(count);
            held = rest;
            rest.put(memory().received, at, count);
        }
    }

    /// Processes what was held back, in a turn of its own: the reason to hold it back may be gone.
    void processLater() {
        if (!scheduled) {
            core.callInternally(this::advance);
            scheduled = true;
        }
    }

    private void advance() {
        scheduled = false;
        boolean done = false;
        try {
            advanceNow();
            done = true;
        } finally {
            if (!done) {
                connection.interrupted();
            }
        }
    }

    private void advanceNow() {
        if (connection.isOver()) {
            return;
        }
        if (connection.isDelivering()) {
            deliverRest();
        }
        if (connection.canReceive() && held != null) {
            var _ = target();
            process(releaseHeld());
        } else {
            settle();
        }
    }

    /// Has the transport below receive, or not, as it is now.
    void settle() {
        if (ended && connection.canReceive()) {
            connection.peerEnded();
        }
        boolean wanted = connection.canReceive() && !ended;
        if (wanted == lowerPaused && !connection.isOver()) {
            lowerPaused = !wanted;
            if (wanted) {
                connection.lower().resumeReading();
            } else {
                connection.lower().pauseReading();
            }
        }
    }

    boolean hasEnded() {
        return ended;
    }

    /// Forgets everything.
    void drop() {
        releaseHeld();
        Chunk rest = undelivered;
        if (rest != null) {
            chunks().release(rest);
            undelivered = null;
        }
    }
}
