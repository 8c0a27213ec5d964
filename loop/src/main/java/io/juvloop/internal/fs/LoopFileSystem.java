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

/// The shared state of one loop's file operations: reusable requests, memory to copy through, and the list of
/// open files, because a descriptor that is never closed would outlive the loop.
///
/// Loop thread only. Ends with the loop, which closes the open files.
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

    /// The buffer list of the operation that is about to begin.
    FsBuffers buffers() {
        buffers.clear();
        return buffers;
    }

    /// The system calls for operations that do not use the pool.
    PosixIo io() {
        PosixIo made = io;
        if (made == null) {
            made = new PosixIo(core.uv());
            io = made;
        }
        return made;
    }

    /// An operation waits for the reader of a FIFO.
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
            }
            attempts.attempt(resource::close); // also one whose close met an error
        }
        attempts.throwFirst();
    }
}
