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
/// Bytes never change hands: an error thrown anywhere while they are being sent leaves `sending` set, and whoever
/// comes next first drops them and ends the connection that they belonged to.
///
/// Loop thread only.
@SuppressWarnings("ReferenceEquality") // an owner is meant as an object, whatever its class calls equal
public final class WriteGather {
    /// From this size on a copy costs more than it may save.
    public static final int LARGEST_PIECE = 4096;

    /// How much is gathered at the most.
    public static final int SIZE = 64 * 1024;

    /// Whose bytes are gathered: the write side of a connection.
    public interface Owner {
        /// Sends bytes of the loop's read buffer, or keeps a copy.
        void sendLent(int from, int size);

        /// Sends the bytes of a chunk, or keeps a copy.
        void sendGathered(Chunk chunk);

        /// Some of the bytes were lost, as sending ended by an error.
        void sendingFailed(Throwable why);
    }

    private final Chunk chunk;
    private final ReadBuffer readBuffer;
    private @Nullable Owner owner;
    private @Nullable Owner sending;
    private int lentFrom;
    private int lentSize;

    public WriteGather(Chunk chunk, ReadBuffer readBuffer) {
        this.chunk = chunk;
        this.readBuffer = readBuffer;
    }

    /// The chunk, for a connection about to put bytes into it.
    ///
    /// @param wanted room in bytes, at most [#SIZE]
    public Chunk claim(Owner writer, int wanted) {
        if (owner == writer && sending == null && chunk.room() - lentSize >= wanted) {
            copyLent();
        } else {
            flush();
            empty();
            owner = writer;
        }
        return chunk;
    }

    private void copyLent() {
        if (lentSize > 0) {
            sending = owner;
            chunk.put(readBuffer.segment(), lentFrom, lentSize);
            lentSize = 0;
            sending = null;
        }
    }

    /// Remembers a part of the read buffer for a connection, behind what it wrote before.
    public void lend(Owner writer, int from, int size) {
        if (owner == writer && size <= LARGEST_PIECE) {
            claim(writer, size).put(readBuffer.segment(), from, size);
            return;
        }
        flush();
        empty();
        owner = writer;
        lentFrom = from;
        lentSize = size;
    }

    public int sizeFor(Owner writer) {
        return owner == writer ? lentSize + chunk.size() : 0;
    }

    /// Sends what a connection has gathered, because it is about to do something that must come after.
    public void flush(Owner writer) {
        if (owner == writer) {
            flush();
        }
    }

    /// Sends what is gathered.
    public void flush() {
        if (sending != null) {
            abandon();
        }
        Owner writer = owner;
        if (writer != null) {
            sending = writer;
            owner = null;
            if (lentSize > 0) {
                writer.sendLent(lentFrom, lentSize);
                lentSize = 0;
            } else {
                writer.sendGathered(chunk);
                chunk.clear();
            }
            sending = null;
        }
    }

    /// What was being sent ended by an error that went up to the program: nobody knows how much has left.
    private void abandon() {
        Owner broken = sending;
        empty();
        sending = null;
        if (broken != null) {
            broken.sendingFailed(new IllegalStateException("writing ended by an error"));
        }
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
