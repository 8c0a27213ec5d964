package io.juvloop.internal.phase;

import io.juvloop.TimerHandle;
import io.juvloop.internal.core.LoopKernel;
import io.juvloop.internal.core.LoopTimerHandle;
import org.jspecify.annotations.Nullable;

/// A timer that is restarted after each call, on the grid given by its first deadline and its interval.
///
/// It is restarted when the callback returns, so that a slow callback skips deadlines and never runs twice in a
/// row. libuv's own repeating timers count from the last call, and drift.
///
/// Loop thread only.
final class RepeatingTimer implements TimerHandle, Runnable {
    private final LoopKernel core;
    private final Runnable callback;
    private final long interval;
    private final @Nullable Throwable created;
    private LoopTimerHandle next;
    private boolean cancelled;
    private boolean referenced = true;

    RepeatingTimer(LoopKernel core, Runnable callback, long first, long interval, @Nullable Throwable created) {
        this.core = core;
        this.callback = callback;
        this.interval = interval;
        this.created = created;
        this.next = core.timers().add(this, first, created);
    }

    @Override
    public void run() {
        try {
            callback.run();
        } finally {
            if (!cancelled) {
                setAgain();
            }
        }
    }

    private void setAgain() {
        next = core.timers().add(this, after(next.when(), core.time()), created);
        if (!referenced) {
            next.unref();
        }
    }

    /// The first deadline of the grid after now; never, if that is beyond the clock.
    private long after(long last, long now) {
        long missed = now < last ? 0 : (now - last) / interval;
        long when = last + (missed + 1) * interval;
        return when < last ? Long.MAX_VALUE : when;
    }

    @Override
    public long when() {
        return next.when();
    }

    @Override
    public void cancel() {
        core.checkThread();
        cancelled = true;
        next.cancel();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void ref() {
        next.ref();
        referenced = true;
    }

    @Override
    public void unref() {
        next.unref();
        referenced = false;
    }

    @Override
    public boolean hasRef() {
        core.checkThread();
        return referenced;
    }

    @Override
    public String toString() {
        return callback.toString();
    }
}
