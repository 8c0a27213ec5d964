package io.juvloop.internal.core;

import io.juvloop.TimerHandle;
import org.jspecify.annotations.Nullable;

/// A callback with a deadline, in the heap of [Timers] until it is due or cancelled.
///
/// Loop thread only.
public final class LoopTimerHandle extends CallbackHandle implements TimerHandle {
    static final int NOT_WAITING = -1;

    final long sequence;
    int index = NOT_WAITING;
    private final Timers timers;
    private final LoopKernel core;
    final long when;
    private boolean referenced = true;
    private boolean due;

    LoopTimerHandle(LoopKernel core, Runnable callback, long when, long sequence, @Nullable Throwable created) {
        super(core, callback, created);
        this.core = core;
        this.timers = core.timers();
        this.when = when;
        this.sequence = sequence;
    }

    @Override
    public long when() {
        return when;
    }

    @Override
    public void cancel() {
        super.cancel();
        if (index != NOT_WAITING) {
            timers.remove(this);
        }
        noMoreDue();
    }

    /// Moves to the ready callbacks.
    void becomeDue() {
        due = true;
    }

    private void noMoreDue() {
        if (due) {
            due = false;
            timers.taken();
        }
    }

    @Override
    public @Nullable Runnable take() {
        noMoreDue();
        return super.take();
    }

    boolean isReferenced() {
        return referenced;
    }

    @Override
    public void ref() {
        refer(true);
    }

    @Override
    public void unref() {
        refer(false);
    }

    private void refer(boolean wanted) {
        core.checkThread();
        if (index != NOT_WAITING && referenced != wanted) {
            timers.refer(wanted);
        }
        referenced = wanted;
    }

    @Override
    public boolean hasRef() {
        core.checkThread();
        return referenced;
    }
}
