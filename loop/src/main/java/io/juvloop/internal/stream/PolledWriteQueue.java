package io.juvloop.internal.stream;

import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvStream;

/// The unsent data of one connection, sent by the loop itself as soon as its poll reports room: so the exact
/// number of unsent bytes is known after each system call.
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

    /// Sends as many bytes as the kernel takes in one call, because it has room.
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
