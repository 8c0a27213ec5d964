package io.juvloop.internal.fs;

import io.juvloop.bindings.CachedRead;
import io.juvloop.bindings.FsBuffers;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.ReadyCallbacks;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;

/// Serves reads from the page cache on the loop's own thread, because the way to a thread of the pool and back
/// takes ten times as long as to copy 64 KiB.
///
/// As such a read is done when the call returns, a task that reads a file to its end would never be suspended.
/// So each iteration of libuv has a budget; reads beyond it wait, in their order, for the next iteration, in which
/// everything else has had its turn.
///
/// Loop thread only. Ends with the loop.
final class CachedReads {
    /// The most that one read may be to be tried here, as nothing else happens while it is copied.
    static final long LARGEST = 256 * 1024;

    /// How many bytes a iteration has, about a tenth of a millisecond.
    static final long BUDGET = 1024 * 1024;

    /// What a read costs however small it is, in bytes that are copied in the time.
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

    /// Tries a read, now or when the budget allows.
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
            scheduled = true;
            core.ready().endIteration();
            core.callInternally(this::serve);
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

    /// Reads what is in memory; see [CachedRead#read].
    long read(int descriptor, FsBuffers buffers, long position, MemorySegment held) {
        long count = call.read(descriptor, buffers, position, held);
        left -= CALL + Math.max(count, 0);
        return count;
    }

    /// Cancels what waits, when the loop is closed.
    void drop() {
        while (!waiting.isEmpty()) {
            waiting.remove().drop();
        }
    }
}
