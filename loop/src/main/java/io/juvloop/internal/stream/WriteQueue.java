package io.juvloop.internal.stream;

import io.juvloop.bindings.Chunk;
import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.WriteRequest;
import io.juvloop.internal.memory.WriteRequests;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What one connection wrote and the kernel has not taken: one request in libuv's hands, and chunks behind it.
///
/// Only one request is under way at a time, so that any number of small writes fill chunks instead of becoming a
/// request each, and leave together when the kernel has room.
///
/// Loop thread only. Made when a connection first falls behind, and kept for its life.
final class WriteQueue {
    private final WriteRequests requests;
    private final ChunkPool pool;
    private final UvStream stream;
    private final ArrayDeque<Chunk> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private @Nullable WriteRequest underWay;

    WriteQueue(WriteRequests requests, UvStream stream) {
        this.requests = requests;
        this.pool = requests.chunks();
        this.stream = stream;
    }

    boolean isEmpty() {
        return underWay == null && waitingBytes == 0;
    }

    /// Bytes the kernel has not taken.
    long bytes() {
        return waitingBytes + (underWay == null || !stream.isOpen() ? 0 : stream.writeQueueSize());
    }

    /// Copies bytes behind what is there.
    void add(MemorySegment source, long offset) {
        long at = offset;
        long size = source.byteSize();
        while (at < size) {
            Chunk tail = tailFor(size - at);
            int count = (int) Math.min(tail.room(), size - at);
            tail.put(source, at, count);
            at += count;
        }
        waitingBytes += size - offset;
    }

    /// Copies the unsent bytes of a chunk behind what is there.
    void add(Chunk source) {
        int size = source.size();
        Chunk tail = pool.acquire(size);
        tail.put(source);
        waiting.addLast(tail);
        waitingBytes += size;
    }

    /// Copies bytes behind what is there, the first of which takes a handle along.
    void add(MemorySegment source, UvStream passenger) {
        long size = source.byteSize();
        Chunk head = pool.acquire(size);
        int count = (int) Math.min(head.room(), size);
        head.carry(passenger);
        head.put(source, 0, count);
        waiting.addLast(head);
        waitingBytes += count;
        add(source, count);
    }

    private Chunk tailFor(long bytes) {
        Chunk last = waiting.peekLast();
        if (last != null && last.room() > 0) {
            return last;
        }
        Chunk tail = pool.acquire(Math.max(bytes, waitingBytes));
        waiting.addLast(tail);
        return tail;
    }

    /// Gives libuv the next chunks, unless it is still busy with earlier ones.
    ///
    /// @return 0 or a negative error
    int submit() {
        if (underWay != null || waitingBytes == 0) {
            return 0;
        }
        WriteRequest request = requests.acquire();
        while (!waiting.isEmpty() && fits(waiting.getFirst(), request)) {
            request.add(waiting.removeFirst());
        }
        waitingBytes -= request.bytes();
        int status = request.submit(stream);
        if (status < 0) {
            requests.release(request);
        } else {
            underWay = request;
        }
        return status;
    }

    private static boolean fits(Chunk chunk, WriteRequest request) {
        return request.isEmpty() || (!request.isFull() && chunk.passenger() == null);
    }

    /// The request that was under way has ended.
    void written(WriteRequest request) {
        underWay = null;
        requests.release(request);
    }

    /// Forgets what libuv does not have yet; what it has comes back when the handle is closed.
    void discard() {
        waiting.forEach(pool::release);
        waiting.clear();
        waitingBytes = 0;
    }
}
