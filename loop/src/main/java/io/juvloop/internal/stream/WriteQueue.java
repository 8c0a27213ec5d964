package io.juvloop.internal.stream;

import io.juvloop.bindings.Chunk;
import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.ChunkQueue;
import java.lang.foreign.MemorySegment;

/// The unsent data of one connection, in chunks, so that any number of small writes are sent together when the
/// kernel has room.
///
/// Loop thread only. Created when the kernel first takes less than a connection writes, and kept for the
/// connection's life.
abstract sealed class WriteQueue permits PolledWriteQueue, RequestedWriteQueue {
    final ChunkPool pool;
    final ChunkQueue waiting = new ChunkQueue();

    WriteQueue(ChunkPool pool) {
        this.pool = pool;
    }

    /// Whether the kernel has taken all bytes.
    abstract boolean isEmpty();

    /// The number of bytes that the kernel has not taken.
    abstract long bytes();

    /// Sends the chunks when the kernel has room.
    ///
    /// @return 0 or a negative error
    abstract int submit();

    /// Queues a copy of some bytes.
    final void add(MemorySegment source, long offset) {
        long at = offset;
        long size = source.byteSize();
        while (at < size) {
            Chunk last = waiting.last();
            boolean hasRoom = last != null && last.room() > 0;
            Chunk tail = hasRoom ? last : waiting.extend(Math.max(size - at, waiting.bytes()), pool);
            int count = (int) Math.min(tail.room(), size - at);
            tail.put(source, at, count);
            at += count;
            waiting.grown(count);
        }
    }

    /// Queues a copy of a chunk's unsent bytes.
    final void add(Chunk source) {
        waiting.extend(source.size(), pool).put(source);
        waiting.grown(source.size());
    }

    /// Drops the bytes that libuv does not have. After an error it can be called again.
    void discard() {
        waiting.clear(pool);
    }
}
