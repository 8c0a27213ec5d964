package io.juvloop.internal.tls;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What the callback that is running writes to an encrypted connection in small pieces, gathered to become one
/// record when it returns, and not one each.
///
/// There is one for the loop and it serves one connection at a time, as the gather of the plain ones does. As there,
/// a connection whose bytes are between this and the transport below is `uncertain`: an error leaves it so, and the
/// next operation ends it, because some of its bytes may be missing.
///
/// Loop thread only. Lives as long as the loop.
@SuppressWarnings("ReferenceEquality") // an owner is meant as an object
final class PlainGather {
    /// From this size on a piece is worth a record of its own.
    static final int LARGEST_PIECE = 4096;

    private final byte[] bytes = new byte[Records.FILLING];
    private final MemorySegment segment = MemorySegment.ofArray(bytes);
    private @Nullable TlsOutput owner;
    private @Nullable TlsOutput uncertain;
    private @Nullable TlsOutput together;

    /// A connection whose write an error has hit, wherever. It is assigned, because near the end of the stack no call
    /// may be possible.
    @Nullable
    TlsOutput interrupted;

    private int size;

    /// Puts a piece behind what its connection wrote before.
    void put(TlsOutput writer, ByteBuffer data, int position, int length) {
        claim(writer, length);
        data.get(position, bytes, size, length);
        size += length;
    }

    /// Puts a piece behind what its connection wrote before.
    void put(TlsOutput writer, MemorySegment data, int length) {
        claim(writer, length);
        MemorySegment.copy(data, JAVA_BYTE, 0, bytes, size, length);
        size += length;
    }

    /// Puts a piece behind what its connection wrote before.
    void put(TlsOutput writer, byte[] data) {
        claim(writer, data.length);
        System.arraycopy(data, 0, bytes, size, data.length);
        size += data.length;
    }

    private void claim(TlsOutput writer, int length) {
        settle();
        while (owner != writer || bytes.length - size < length) {
            flush();
            owner = owner == null ? writer : owner; // what was sent may have made its protocol write
        }
    }

    int sizeFor(TlsOutput writer) {
        return owner == writer ? size : 0;
    }

    // --- Pieces that are written as one

    /// A connection begins to write pieces as one, which an error must not leave incomplete.
    void beginTogether(TlsOutput writer) {
        claim(writer, 0);
        together = writer;
    }

    /// Puts such a piece behind what its connection wrote before; there is room for it.
    void putTogether(TlsOutput writer, ByteBuffer data, int position, int length) {
        owner = writer;
        data.get(position, bytes, size, length);
        size += length;
    }

    /// Has what a connection has gathered encrypted and sent, between such pieces.
    void flushTogether(TlsOutput writer) {
        if (owner == writer) {
            send();
        }
    }

    /// The pieces are all here.
    void endTogether() {
        together = null;
    }

    // --- Sending

    /// Has what is gathered encrypted and sent.
    void flush() {
        settle();
        send();
    }

    private void send() {
        TlsOutput writer = owner;
        if (writer != null) {
            int count = size;
            uncertain = writer;
            owner = null;
            size = 0;
            writer.encrypt(segment, count);
        }
    }

    /// Has what a connection has gathered encrypted and sent.
    void flush(TlsOutput writer) {
        settle();
        if (owner == writer) {
            flush();
        }
    }

    /// A connection begins to encrypt.
    void begin(TlsOutput writer) {
        uncertain = writer;
    }

    /// What it has encrypted is with the transport below.
    void end() {
        uncertain = null;
    }

    private void settle() {
        if (uncertain != null) {
            abandon(uncertain);
            uncertain = null;
        }
        if (together != null) {
            abandon(together);
            together = null;
        }
        if (interrupted != null) {
            abandon(interrupted);
            interrupted = null;
        }
    }

    private void abandon(TlsOutput broken) {
        drop(broken);
        broken.interrupted();
    }

    /// Forgets what a connection has gathered.
    void drop(TlsOutput writer) {
        if (owner == writer) {
            owner = null;
            size = 0;
        }
    }
}
