package io.juvloop.internal.fs;

import io.juvloop.bindings.CachedRead;
import io.juvloop.bindings.FsBuffers;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.ReadyCallbacks;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;

/// Serves reads from the page cache on the loop's own thread, because handing a read to a pool thread and back
/// takes ten times as long as copying 64 KiB.
///
/// Such a read is complete when the call returns, so a task that reads a file to its end would never be
/// suspended. Therefore each iteration of libuv has a budget; reads beyond it wait, in order, for the next
/// iteration, and everything else runs in between.
///
/// Loop thread only. Ends with the loop.
final class CachedReads {
    /// The largest read that is tried here, because the loop is blocked while the bytes are copied.
    static final long LARGEST = 256 * 1024;

    /// The number of bytes per iteration, about a tenth of a millisecond.
    static final long BUDGET = 1024 * 1024;

    /// The fixed cost of a read, as the number of bytes that could be copied in the same time.
    static final long CALL = 16 * 1024;

    private final LoopCore core;
    private final CachedRead call;
    private final ArrayDeque<TransferFuture<?>> waiting = new ArrayDeque<>();
    private long iteration = -1;
    private long left;
    private boolean scheduled;

    CachedReads(LoopCore core) {
        this.core = core;
        this.call = new CachedRead(core.uv());
    }

    /// Tries a read, now or as soon as the budget allows.
    void add(TransferFuture<?> read) {
        ReadyCallbacks ready = core.ready();
        if (iteration != ready.iterations()) {
            renew();
        }
        if (left > 0 && waiting.isEmpty()) {
            read.attempt();
        } else {
            waiting.add(read);
            schedule();
        }
    }

    private void renew() {
        iteration = core.ready().iterations();
        left = BUDGET;
    }

    private void schedule() {
        if (!scheduled) {
            core.ready().endIteration();
            core.callInternally(this::serve);
            scheduled = true; // not before, as an error in between would keep the others waiting for ever
        }
    }

    private void serve() {
        scheduled = false;
        renew();
        try {
            while (left > 0 && !waiting.isEmpty()) {
                waiting.remove().attempt();
            }
        } finally {
            if (!waiting.isEmpty()) {
                schedule();
            }
        }
    }

    /// Reads the cached bytes; see [CachedRead#read].
    long read(int descriptor, FsBuffers buffers, long position, MemorySegment held) {
        long count = call.read(descriptor, buffers, position, held);
        left -= CALL + Math.max(count, 0);
        return count;
    }

    /// Cancels the queued reads when the loop is closed.
    void drop() {
        while (!waiting.isEmpty()) {
            waiting.remove().drop();
        }
    }
}
