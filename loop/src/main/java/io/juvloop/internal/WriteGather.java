package io.juvloop.internal;

import io.juvloop.bindings.Chunk;
import org.jspecify.annotations.Nullable;

/// Small writes of the callback that is running, gathered to leave in one system call when it returns.
///
/// There is one for the loop and it serves one transport at a time; when another writes, the first one's bytes
/// leave before. So it costs no memory per connection, and a callback that writes to a thousand connections
/// makes a thousand calls, as it would without.
///
/// Loop thread only.
final class WriteGather {
    /// From this size on a copy costs more than it may save.
    static final int LARGEST_PIECE = 4096;

    /// How much is gathered at the most.
    static final int SIZE = 64 * 1024;

    private final Chunk chunk;
    private @Nullable StreamTransport owner;

    WriteGather(Chunk chunk) {
        this.chunk = chunk;
    }

    /// The chunk, for a transport about to put bytes into it.
    ///
    /// @param wanted room in bytes, at most [#SIZE]
    Chunk claim(StreamTransport transport, int wanted) {
        if (owner != null && (owner != transport || chunk.room() < wanted)) {
            flush();
        }
        owner = transport;
        return chunk;
    }

    int sizeFor(StreamTransport transport) {
        return owner == transport ? chunk.size() : 0;
    }

    /// Sends what a transport has gathered, because it is about to do something that must come after.
    void flush(StreamTransport transport) {
        if (owner == transport) {
            flush();
        }
    }

    /// Sends what is gathered, also what a protocol writes when told to pause.
    void flush() {
        for (StreamTransport transport = owner; transport != null; transport = owner) {
            owner = null;
            transport.writer().sendGathered(chunk);
        }
    }

    /// Forgets what a transport has gathered.
    void drop(StreamTransport transport) {
        if (owner == transport) {
            owner = null;
            chunk.clear();
        }
    }
}
