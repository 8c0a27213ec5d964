package io.juvloop.internal.memory;

import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.UvLoop;
import io.juvloop.bindings.WriteRequest;
import java.util.ArrayDeque;

/// The loop's reusable write requests and their chunks.
///
/// Loop thread only.
public final class WriteRequests {
    private final UvLoop uv;
    private final ChunkPool chunks;
    private final ArrayDeque<WriteRequest> free = new ArrayDeque<>();

    public WriteRequests(UvLoop uv) {
        this.uv = uv;
        this.chunks = new ChunkPool(uv);
    }

    public WriteRequest acquire() {
        WriteRequest request = free.pollLast();
        return request == null ? new WriteRequest(uv) : request;
    }

    public void release(WriteRequest request) {
        request.clear(chunks);
        free.addLast(request);
    }

    public ChunkPool chunks() {
        return chunks;
    }
}
