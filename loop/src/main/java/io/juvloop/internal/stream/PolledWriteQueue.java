package io.juvloop.internal.stream;

import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvStream;

/// What one connection wrote and the kernel has not taken, sent by the loop itself as soon as its poll finds room: so
/// how much waits is known to the byte after each call of the system.
///
/// Loop thread only. Lives as long as its connection.
final class PolledWriteQueue extends WriteQueue {
    private final UvStream stream;

    PolledWriteQueue(ChunkPool pool, UvStream stream) {
        super(pool);
        this.stream = stream;
    }

    @Override
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    @Override
    long bytes() {
        return waiting.bytes();
    }

    @Override
    int submit() {
        stream.awaitWritable(!waiting.isEmpty());
        return 0;
    }

    /// The kernel has room: sends what it takes in one call.
    ///
    /// @return 0 or a negative error
    int send() {
        int taken = waiting.isEmpty() ? 0 : waiting.tryWrite(stream, pool);
        stream.awaitWritable(!waiting.isEmpty());
        return taken < 0 && taken != UvErrors.EAGAIN ? taken : 0;
    }

    @Override
    void discard() {
        super.discard();
        if (stream.isOpen()) {
            stream.awaitWritable(false);
        }
    }
}
