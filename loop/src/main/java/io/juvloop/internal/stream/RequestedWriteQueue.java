package io.juvloop.internal.stream;

import io.juvloop.bindings.Chunk;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.WriteRequest;
import io.juvloop.internal.memory.WriteRequests;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// The unsent data of one connection where libuv sends it: one pending request of libuv's, and chunks behind
/// it.
///
/// Only one request is pending at a time, so that small writes fill chunks instead of becoming a request each.
/// Above the low-water mark of the flow control, a request covers the bytes above the mark, because libuv
/// reports only the end of a request.
///
/// Loop thread only. Lives as long as its connection; libuv returns its chunks when the handle is closed.
final class RequestedWriteQueue extends WriteQueue {
    private final WriteRequests requests;
    private final UvStream stream;
    private final FlowControl flow;

    /// The pending request, or one that an error kept from libuv.
    private @Nullable WriteRequest request;

    RequestedWriteQueue(WriteRequests requests, UvStream stream, FlowControl flow) {
        super(requests.chunks());
        this.requests = requests;
        this.stream = stream;
        this.flow = flow;
    }

    @Override
    boolean isEmpty() {
        return !isPending() && waiting.isEmpty();
    }

    private boolean isPending() {
        return request != null && request.isPending();
    }

    @Override
    long bytes() {
        return waiting.bytes() + (isPending() && stream.isOpen() ? stream.writeQueueSize() : 0);
    }

    /// Queues a copy of some bytes, the first of which carries a handle.
    void add(MemorySegment source, UvStream passenger) {
        long size = source.byteSize();
        Chunk head = waiting.extend(size, pool);
        int count = (int) Math.min(head.room(), size);
        head.carry(passenger);
        head.put(source, 0, count);
        waiting.grown(count);
        add(source, count);
    }

    /// Submits the next chunks to libuv, unless a request is pending.
    @Override
    int submit() {
        if (request != null || waiting.isEmpty()) {
            return 0;
        }
        WriteRequest next = requests.acquire();
        request = next;
        long most = untilLowWater();
        while (next.bytes() < most && fits(waiting.first(), next)) {
            next.take(waiting, most - next.bytes(), pool);
        }
        int status = next.submit(stream);
        if (status < 0) {
            requests.release(next);
            request = null;
        }
        return status;
    }

    /// The number of bytes after which the low-water mark is reached; a request must end there, because libuv
    /// reports no earlier progress.
    private long untilLowWater() {
        long bytes = waiting.bytes();
        long low = flow.limits().low();
        return bytes > low ? bytes - low : bytes;
    }

    private static boolean fits(Chunk chunk, WriteRequest request) {
        return request.isEmpty() || (!request.isFull() && chunk.passenger() == null);
    }

    /// The pending request has ended. After an error it can be called again.
    void written(WriteRequest ended) {
        if (ended == request) {
            requests.release(ended);
            request = null;
        }
    }

    @Override
    void discard() {
        super.discard();
        if (request != null && !request.isPending()) {
            written(request);
        }
    }
}
