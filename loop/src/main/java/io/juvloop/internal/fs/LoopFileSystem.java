package io.juvloop.internal.fs;

import io.juvloop.bindings.ChunkPool;
import io.juvloop.bindings.FsBuffers;
import io.juvloop.bindings.FsRequest;
import io.juvloop.bindings.PosixIo;
import io.juvloop.internal.core.Attempts;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.jdk.Log;
import io.juvloop.internal.task.Tasks;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the operations on files of one loop share: requests, used over and over; memory to copy through; and the
/// list of what is open, because a descriptor that nobody closes would outlive the loop.
///
/// Loop thread only. Ends with the loop, which closes what is open.
final class LoopFileSystem {
    private final LoopCore core;
    private final Tasks tasks;
    private final FsBuffers buffers;
    private final CachedReads cachedReads;
    private final ArrayDeque<FsRequest> free = new ArrayDeque<>();
    private final Set<OpenResource> open = new LinkedHashSet<>();
    private final Set<OpenWhenRead> opening = new LinkedHashSet<>();
    private @Nullable PosixIo io;

    LoopFileSystem(LoopCore core, Tasks tasks) {
        this.core = core;
        this.tasks = tasks;
        this.buffers = new FsBuffers(core.uv());
        this.cachedReads = new CachedReads(core);
        core.atClose(this::closeAll);
    }

    LoopCore core() {
        return core;
    }

    Tasks tasks() {
        return tasks;
    }

    CachedReads cachedReads() {
        return cachedReads;
    }

    ChunkPool chunks() {
        return core.writeRequests().chunks();
    }

    /// The list of buffers of the operation that is about to begin.
    FsBuffers buffers() {
        buffers.clear();
        return buffers;
    }

    /// The system calls, for what the pool is not for.
    PosixIo io() {
        PosixIo made = io;
        if (made == null) {
            made = new PosixIo(core.uv());
            io = made;
        }
        return made;
    }

    /// Somebody waits for the reader of a FIFO.
    void began(OpenWhenRead waiting) {
        opening.add(waiting);
    }

    void ended(OpenWhenRead waiting) {
        opening.remove(waiting);
    }

    FsRequest acquire() {
        FsRequest request = free.pollLast();
        return request == null ? new FsRequest(core.uv()) : request;
    }

    void release(FsRequest request) {
        free.addLast(request);
    }

    void opened(OpenResource resource) {
        open.add(resource);
    }

    void closed(OpenResource resource) {
        open.remove(resource);
    }

    private void closeAll() {
        Attempts attempts = new Attempts();
        attempts.attempt(cachedReads::drop);
        List.copyOf(opening).forEach(waiting -> attempts.attempt(() -> waiting.cancel(false)));
        for (OpenResource resource : List.copyOf(open)) {
            if (!resource.isClosing()) {
                attempts.attempt(() -> Log.warn("closing the loop with an unclosed {0}", resource));
                attempts.attempt(resource::close);
            }
        }
        attempts.throwFirst();
    }
}
