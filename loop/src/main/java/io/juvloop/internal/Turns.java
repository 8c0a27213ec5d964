package io.juvloop.internal;

import io.juvloop.bindings.UvIdle;

/// Runs what [UvEventLoop#callSoon] queued, one batch a turn.
///
/// libuv has no queue of its own for this; an idle handle, active only while something waits, has it call us
/// each iteration and keeps its poll from blocking. The length of a batch is fixed before it starts, so that a
/// callback that queues itself again starves nobody, and so that [UvEventLoop#stop] knows what still belongs to
/// the batch.
///
/// Loop thread only.
final class Turns {
    private final ReadyQueue ready = new ReadyQueue();
    private final UvEventLoop loop;
    private final UvIdle idle;
    private long count;

    Turns(UvEventLoop loop) {
        this.loop = loop;
        this.idle = new UvIdle(loop.uv(), this::runBatch);
    }

    void add(ScheduledCall call) {
        if (ready.size() == 0) {
            idle.start();
        }
        ready.add(call);
    }

    private void runBatch() {
        if (loop.isStopping()) {
            return;
        }
        count++;
        for (int left = ready.size(); left > 0 && !loop.hasFailed(); left--) {
            loop.invoke(ready.remove());
        }
        if (ready.size() == 0) {
            idle.stop();
        }
    }

    /// Runs what waits, and what that adds, until nothing is left; for closing the loop.
    void drain() {
        while (ready.size() > 0) {
            loop.invoke(ready.remove());
        }
        idle.stop();
    }

    int waiting() {
        return ready.size();
    }

    long count() {
        return count;
    }

    /// Drops what waits, without running it.
    void clear() {
        ready.clear();
        idle.stop();
    }
}
