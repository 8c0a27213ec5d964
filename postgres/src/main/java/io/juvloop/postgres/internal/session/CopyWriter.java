package io.juvloop.postgres.internal.session;

import io.juvloop.Suspends;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.OutBuffers;
import java.nio.ByteBuffer;

/// Gathers the data of a COPY into messages of nearly 64 KiB, whatever the size of its pieces.
///
/// The buffer is its own and not the session's, because a message is open in it while a source is waited for.
///
/// Loop thread only, in a task. Lifetime: until [#close], which gives the buffer back.
final class CopyWriter implements AutoCloseable {
    /// So much less than the 64 KiB of a system call that a message with a whole last record does not take two.
    private static final int FULL = (1 << 16) - (1 << 12);
    private static final int PIECE = 1 << 18;
    private static final int HEADER = 1 + Integer.BYTES;

    private final CopyInOperation copy;
    private final OutBuffers buffers;
    private final OutBuffer out;
    private int message;

    CopyWriter(CopyInOperation copy, OutBuffers buffers) {
        this.copy = copy;
        this.buffers = buffers;
        out = buffers.take();
        message = Frontend.beginCopyData(out);
    }

    /// Where data may be put; [#flushFull] is to be called then.
    ///
    /// @return the buffer, with the message open
    OutBuffer out() {
        return out;
    }

    /// Adds bytes.
    ///
    /// @param data its remaining bytes; may be overwritten when this returns
    @Suspends
    void put(ByteBuffer data) {
        while (data.hasRemaining()) {
            if (putPiece(data) >= OutBuffer.LARGE) {
                flush(); // it is not copied, and must not be referred to when this returns
            } else {
                flushFull();
            }
        }
    }

    private int putPiece(ByteBuffer data) {
        int piece = Math.min(PIECE, data.remaining());
        out.putBuffer(data.slice(data.position(), piece));
        data.position(data.position() + piece);
        return piece;
    }

    /// Adds bytes, and does not wait.
    ///
    /// @param data its remaining bytes; may be overwritten when this returns
    void putAll(ByteBuffer data) {
        while (data.hasRemaining()) {
            if (putPiece(data) >= OutBuffer.LARGE) {
                flushAtOnce();
            } else {
                putFull();
            }
        }
    }

    /// Sends the message if it is large enough, and does not wait.
    void putFull() {
        if (out.position() >= FULL) {
            flushAtOnce();
        }
    }

    /// Sends the message if it is large enough.
    @Suspends
    void flushFull() {
        if (out.position() >= FULL) {
            flush();
        }
    }

    /// Sends what there is.
    @Suspends
    void flush() {
        if (endMessage()) {
            try {
                copy.send(out);
            } finally {
                beginMessage();
            }
        }
    }

    private void flushAtOnce() {
        if (endMessage()) {
            try {
                copy.sendAtOnce(out);
            } finally {
                beginMessage();
            }
        }
    }

    private boolean endMessage() {
        boolean hasData = out.position() > HEADER;
        if (hasData) {
            out.setMessageLength(message);
        }
        return hasData;
    }

    private void beginMessage() {
        out.clear();
        message = Frontend.beginCopyData(out);
    }

    /// Sends what there is and the end, without waiting.
    void finish() {
        if (out.position() > HEADER) {
            out.setMessageLength(message);
        } else {
            out.clear();
        }
        copy.done(out);
    }

    @Override
    public void close() {
        buffers.give(out);
    }
}
