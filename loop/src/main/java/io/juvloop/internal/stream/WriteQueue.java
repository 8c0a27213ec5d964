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
            Chunk tail = hasRoom ? last : pool.acquire(Math.max(size - at, waiting.bytes()));
            int count = (int) Math.min(tail.room(), size - at);
            tail.put(source, at, count);
            at += count;
            if (hasRoom) {
                waiting.grown(count);
            } else {
                waiting.add(tail);
            }
        }
    }

    /// Queues a copy of a chunk's unsent bytes.
    final void add(Chunk source) {
        Chunk tail = pool.acquire(source.size());
        tail.put(source);
        waiting.add(tail);
    }

    /// Drops the bytes that libuv does not have.
    void discard() {
        while (!waiting.isEmpty()) {
            pool.release(waiting.remove());
        }
    }
}
