package io.juvloop.internal.stream;

import io.juvloop.bindings.Chunk;
import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.ChunkQueue;
import java.lang.foreign.MemorySegment;

/// What one connection wrote and the kernel has not taken, in chunks, so that any number of small writes leave
/// together when the kernel has room.
///
/// Loop thread only. Made when a connection first falls behind, and kept for its life.
abstract sealed class WriteQueue permits PolledWriteQueue, RequestedWriteQueue {
    final ChunkPool pool;
    final ChunkQueue waiting = new ChunkQueue();

    WriteQueue(ChunkPool pool) {
        this.pool = pool;
    }

    /// Whether the kernel has everything.
    abstract boolean isEmpty();

    /// Bytes the kernel has not taken.
    abstract long bytes();

    /// Has the chunks sent when the kernel has room.
    ///
    /// @return 0 or a negative error
    abstract int submit();

    /// Copies bytes behind what is there.
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

    /// Copies the unsent bytes of a chunk behind what is there.
    final void add(Chunk source) {
        Chunk tail = pool.acquire(source.size());
        tail.put(source);
        waiting.add(tail);
    }

    /// Forgets what nobody else has yet.
    void discard() {
        while (!waiting.isEmpty()) {
            pool.release(waiting.remove());
        }
    }
}
