package io.juvloop.internal.memory;

import io.juvloop.bindings.Chunk;
import org.jspecify.annotations.Nullable;

/// What the callback that is running writes in small pieces, gathered to leave in one system call when it
/// returns.
///
/// There is one for the loop and it serves one connection at a time; when another writes, the first one's bytes
/// leave before. So it costs no memory per connection, and a callback that writes to a thousand connections
/// makes a thousand calls, as it would without.
///
/// What a protocol writes of the very bytes it is being shown, as an echo or a proxy does, is not even copied:
/// they stay in the loop's read buffer until the callback returns, and nobody can change them there.
///
/// Bytes never change hands. While something is done with the bytes of a connection, that connection is
/// `uncertain`; an error thrown anywhere meanwhile, as by an exhausted stack, leaves it so. Whoever comes next, at
/// the latest the end of the callback, drops them and ends that connection, because nobody knows how much of them
/// has left.
///
/// Loop thread only.
@SuppressWarnings("ReferenceEquality") // an owner is meant as an object, whatever its class calls equal
public final class WriteGather {
    /// From this size on a copy costs more than it may save.
    public static final int LARGEST_PIECE = 4096;

    /// How much is gathered at the most.
    public static final int SIZE = 64 * 1024;

    /// Who does something with bytes, which an error must not leave half done.
    public interface Writer {
        /// Some of the bytes were lost, as sending ended by an error.
        void sendingFailed(Throwable why);
    }

    /// Whose bytes are gathered: the write side of a connection.
    public interface Owner extends Writer {
        /// Sends bytes of the loop's read buffer, or keeps a copy.
        void sendLent(int from, int size);

        /// Sends the bytes of a chunk, or keeps a copy.
        void sendGathered(Chunk chunk);
    }

    private final Chunk chunk;
    private final ReadBuffer readBuffer;
    private @Nullable Owner owner;
    private @Nullable Writer uncertain;
    private int lentFrom;
    private int lentSize;

    public WriteGather(Chunk chunk, ReadBuffer readBuffer) {
        this.chunk = chunk;
        this.readBuffer = readBuffer;
    }

    // --- An operation of a connection

    /// A connection begins to write or to end. It may have been lost when this returns.
    public void begin(Writer writer) {
        settle();
        uncertain = writer;
    }

    /// The operation that [#begin] began is over.
    public void end() {
        uncertain = null;
    }

    /// The chunk, for a connection about to put bytes into it, inside its operation.
    ///
    /// @param wanted room in bytes, at most [#SIZE]
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

    /// Remembers a part of the read buffer for a connection, behind what it wrote before, inside its operation.
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

    /// Sends what a connection has gathered, inside its operation, which goes on with what must come after.
    public void send(Owner writer) {
        if (owner == writer) {
            send();
        }
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

    // --- From outside of operations

    public int sizeFor(Owner writer) {
        return owner == writer ? lentSize + chunk.size() : 0;
    }

    /// Sends what a connection has gathered.
    public void flush(Owner writer) {
        settle();
        send(writer);
    }

    /// Sends what is gathered.
    public void flush() {
        settle();
        send();
    }

    private void settle() {
        if (uncertain != null) {
            abandon(uncertain);
        }
    }

    /// An operation ended by an error that went up to the program. If there is one here too, this is done again later.
    private void abandon(Writer broken) {
        if (owner == null || owner == broken) {
            owner = null;
            empty();
        }
        broken.sendingFailed(new IllegalStateException("writing ended by an error"));
        uncertain = null;
    }

    private void empty() {
        lentSize = 0;
        chunk.clear();
    }

    /// Forgets what a connection has gathered.
    public void drop(Owner writer) {
        if (owner == writer) {
            owner = null;
            empty();
        }
    }
}
