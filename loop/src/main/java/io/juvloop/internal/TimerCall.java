package io.juvloop.internal;

import io.juvloop.TimerHandle;
import org.jspecify.annotations.Nullable;

/// A callback with a deadline, in the heap of [Timers] until it is due or cancelled.
///
/// Loop thread only.
final class TimerCall extends ScheduledCall implements TimerHandle {
    static final int NOT_WAITING = -1;

    final long sequence;
    int index = NOT_WAITING;
    private final Timers timers;
    private final long when;

    TimerCall(UvEventLoop loop, Runnable callback, long when, long sequence, @Nullable Throwable created) {
        super(loop, callback, created);
        this.timers = loop.timers();
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
    }
}
