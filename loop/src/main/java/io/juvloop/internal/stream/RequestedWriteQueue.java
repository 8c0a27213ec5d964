package io.juvloop.internal.stream;

import io.juvloop.bindings.Chunk;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.WriteRequest;
import io.juvloop.internal.memory.WriteRequests;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// What one connection wrote and the kernel has not taken, where libuv sends it: one request in libuv's hands, and
/// chunks behind it.
///
/// Only one request is under way at a time, so that small writes fill chunks instead of becoming a request each. Where
/// more waits than the low mark of the flow control, the request takes what is above it, because libuv tells only of
/// the end of a request.
///
/// Loop thread only. Lives as long as its connection; what libuv has comes back when the handle is closed.
final class RequestedWriteQueue extends WriteQueue {
    private final WriteRequests requests;
    private final UvStream stream;
    private final FlowControl flow;
    private @Nullable WriteRequest underWay;

    RequestedWriteQueue(WriteRequests requests, UvStream stream, FlowControl flow) {
        super(requests.chunks());
        this.requests = requests;
        this.stream = stream;
        this.flow = flow;
    }

    @Override
    boolean isEmpty() {
        return underWay == null && waiting.isEmpty();
    }

    @Override
    long bytes() {
        return waiting.bytes() + (underWay == null || !stream.isOpen() ? 0 : stream.writeQueueSize());
    }

    /// Copies bytes behind what is there, the first of which takes a handle along.
    void add(MemorySegment source, UvStream passenger) {
        long size = source.byteSize();
        Chunk head = pool.acquire(size);
        int count = (int) Math.min(head.room(), size);
        head.carry(passenger);
        head.put(source, 0, count);
        waiting.add(head);
        add(source, count);
    }

    /// Gives libuv the next chunks, unless it is still busy with earlier ones.
    @Override
    int submit() {
        if (underWay != null || waiting.isEmpty()) {
            return 0;
        }
        WriteRequest request = requests.acquire();
        long most = untilLowWater();
        while (request.bytes() < most && fits(waiting.first(), request)) {
            request.add(waiting.remove(most - request.bytes(), pool));
        }
        int status = request.submit(stream);
        if (status < 0) {
            requests.release(request);
        } else {
            underWay = request;
        }
        return status;
    }

    /// A request is to end when no more than the low mark waits, as libuv does not tell before.
    private long untilLowWater() {
        long bytes = waiting.bytes();
        long low = flow.limits().low();
        return bytes > low ? bytes - low : bytes;
    }

    private static boolean fits(Chunk chunk, WriteRequest request) {
        return request.isEmpty() || (!request.isFull() && chunk.passenger() == null);
    }

    /// The request that was under way has ended.
    void written(WriteRequest request) {
        underWay = null;
        requests.release(request);
    }
}
