package io.juvloop.internal.memory;

import io.juvloop.bindings.Chunk;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Gathers the small writes of the running callback, so that they leave in one system call when it returns.
///
/// The loop has one gather, which serves one connection at a time; when another connection writes, the bytes of
/// the first are sent first. So it costs no memory per connection, and a callback that writes to a thousand
/// connections makes a thousand calls, as it would without gathering.
///
/// A protocol may write the very bytes that it is being shown, as an echo or a proxy does. These are not even
/// copied: they stay in the loop's read buffer until the callback returns, where no code can change them.
///
/// Bytes of different connections never mix. While bytes of a connection are handled, that connection is
/// `uncertain`; an error thrown meanwhile, for example by an exhausted stack, leaves it so. The next operation,
/// at the latest the end of the callback, drops the bytes and ends that connection, because it is unknown how
/// many of them were sent.
///
/// Loop thread only.
@SuppressWarnings("ReferenceEquality") // owners are compared by identity, whatever their equals does
public final class WriteCoalescer {
    /// The size from which a copy costs more than it may save.
    public static final int LARGEST_PIECE = 4096;

    /// The most bytes that are gathered.
    public static final int SIZE = 64 * 1024;

    /// The most bytes that follow gathered ones in one call, whose result is an `int`.
    private static final long LARGEST_FOLLOWER = 1L << 30;

    /// A connection whose operation on bytes an error must not leave incomplete.
    public interface Writer {
        /// An error ended a send, and some of the bytes were lost.
        void sendingFailed(Throwable why);
    }

    /// The write side of a connection, which owns gathered bytes.
    public interface Owner extends Writer {
        /// Sends bytes of the loop's read buffer, or keeps a copy.
        void sendLent(int from, int size);

        /// Sends the bytes of a chunk, or keeps a copy.
        void sendGathered(Chunk chunk);

        /// Sends the bytes of a chunk, or keeps a copy, and behind them as much of a segment as the kernel accepts.
        ///
        /// @return how many bytes of the segment were sent
        long sendGathered(Chunk chunk, MemorySegment then);
    }

    private final Chunk chunk;
    private final ReadBuffer readBuffer;
    private @Nullable Owner owner;
    private @Nullable Writer uncertain;

    /// A connection whose write an error has hit behind its operation, before the caller could be given the result.
    /// It is assigned, because near the end of the stack no call may be possible.
    public @Nullable Writer interrupted;

    private int lentFrom;
    private int lentSize;

    public WriteCoalescer(Chunk chunk, ReadBuffer readBuffer) {
        this.chunk = chunk;
        this.readBuffer = readBuffer;
    }

    // --- Inside an operation of a connection

    /// Begins a write or a close of a connection. The connection may have been lost when this returns.
    public void begin(Writer writer) {
        settle();
        uncertain = writer;
    }

    /// Ends the operation that [#begin] began.
    public void end() {
        uncertain = null;
    }

    /// The chunk, for a connection that is about to add bytes to it, inside its operation.
    ///
    /// @param wanted the number of bytes needed, at most [#SIZE]
    public Chunk claim(Owner writer, int wanted) {
        if (owner == writer && chunk.room() - lentSize >= wanted) {
            copyLent();
        } else {
            send();
            empty();
            owner = writer;
        }
        return chunk;
    }

    private void copyLent() {
        if (lentSize > 0) {
            chunk.put(readBuffer.segment(), lentFrom, lentSize);
            lentSize = 0;
        }
    }

    /// Records a part of the read buffer for a connection, behind its earlier writes, inside its operation.
    public void lend(Owner writer, int from, int size) {
        if (owner == writer && size <= LARGEST_PIECE) {
            claim(writer, size).put(readBuffer.segment(), from, size);
            return;
        }
        send();
        empty();
        owner = writer;
        lentFrom = from;
        lentSize = size;
    }

    /// Sends the gathered bytes of a connection, inside its operation, which continues with the bytes that must
    /// follow.
    public void send(Owner writer) {
        if (owner == writer) {
            send();
        }
    }

    /// Sends the gathered bytes of a connection and a segment that must follow, by one system call if there are such
    /// bytes, inside its operation.
    ///
    /// @param then in native memory
    /// @return how many bytes of the segment were sent
    public long send(Owner writer, MemorySegment then) {
        if (owner != writer || lentSize > 0 || chunk.size() == 0 || then.byteSize() > LARGEST_FOLLOWER) {
            send(writer);
            return 0;
        }
        Writer outer = uncertain;
        uncertain = writer;
        owner = null;
        long sent = writer.sendGathered(chunk, then);
        chunk.clear();
        uncertain = outer;
        return sent;
    }

    private void send() {
        Owner writer = owner;
        if (writer != null) {
            Writer outer = uncertain;
            uncertain = writer;
            owner = null;
            if (lentSize > 0) {
                writer.sendLent(lentFrom, lentSize);
                lentSize = 0;
            } else {
                writer.sendGathered(chunk);
                chunk.clear();
            }
            uncertain = outer;
        }
    }

    // --- Outside operations

    public int sizeFor(Owner writer) {
        return owner == writer ? lentSize + chunk.size() : 0;
    }

    /// Sends the gathered bytes of a connection.
    public void flush(Owner writer) {
        settle();
        send(writer);
    }

    /// Sends the gathered bytes.
    public void flush() {
        settle();
        send();
    }

    private void settle() {
        if (uncertain != null) {
            abandon(uncertain);
            uncertain = null;
        }
        if (interrupted != null) {
            abandon(interrupted);
            interrupted = null;
        }
    }

    /// Ends a connection whose operation was cut short by an error that went up to the program. If an error
    /// strikes here too, this is repeated later.
    private void abandon(Writer broken) {
        if (owner == null || owner == broken) {
            owner = null;
            empty();
        }
        broken.sendingFailed(new IllegalStateException("writing ended by an error"));
    }

    private void empty() {
        lentSize = 0;
        chunk.clear();
    }

    /// Drops the gathered bytes of a connection.
    public void drop(Owner writer) {
        if (owner == writer) {
            owner = null;
            empty();
        }
    }
}
