package io.juvloop.internal.core;

import io.juvloop.bindings.UvTimer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// All timers of a loop over one `uv_timer_t`, armed for the earliest.
///
/// libuv counts whole milliseconds from a cached clock and may be early by one; the loop's own clock decides
/// whether a timer is due, and libuv's is armed again if not. So nothing fires early, and a million timers cost
/// one handle.
///
/// Loop thread only, except [#now].
public final class Timers {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LONGEST_WAIT_MILLIS = 24L * 60 * 60 * 1000;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long FIRING = Long.MIN_VALUE;
    private static final long BEGIN = System.nanoTime();

    private final TimerHeap heap = new TimerHeap();
    private final ArrayDeque<TimerCall> due = new ArrayDeque<>();
    private final LoopCore core;
    private final UvTimer timer;
    private int referenced;
    private long armedFor = NEVER;
    private long sequence;

    Timers(LoopCore core) {
        this.core = core;
        this.timer = new UvTimer(core.uv(), this::fire);
        timer.unref(); // whether timers keep the loop alive is for Liveness to say
    }

    /// Monotonic nanoseconds since this class was loaded: small numbers, so that adding a delay seldom overflows.
    public static long now() {
        return System.nanoTime() - BEGIN;
    }

    public TimerCall add(Runnable callback, long when, @Nullable Throwable created) {
        TimerCall call = new TimerCall(core, callback, when, sequence++, created);
        put(call);
        if (when < armedFor) {
            arm(when);
        }
        return call;
    }

    private void put(TimerCall call) {
        heap.add(call);
        referenced += call.isReferenced() ? 1 : 0;
    }

    void remove(TimerCall call) {
        heap.remove(call);
        referenced -= call.isReferenced() ? 1 : 0;
    }

    /// A timer that waits has got or lost its reference.
    void refer(boolean gained) {
        referenced += gained ? 1 : -1;
    }

    /// How many timers that wait have a reference.
    public int referenced() {
        return referenced;
    }

    private void arm(long when) {
        long now = now();
        long nanos = when <= now ? 0 : when - now;
        long millis = nanos / NANOS_PER_MILLI + (nanos % NANOS_PER_MILLI == 0 ? 0 : 1);
        core.uv().updateTime();
        timer.start(Math.min(millis, LONGEST_WAIT_MILLIS));
        armedFor = when;
    }

    /// Runs what is due. All of it is taken before any of it runs, so that timers which are made meanwhile wait for
    /// the next time, however early they are due, and starve nobody.
    private void fire() {
        armedFor = FIRING;
        try {
            if (!core.isStopping()) {
                takeDue(now());
                runDue();
            }
        } finally {
            armAfterFiring();
        }
    }

    private void takeDue(long now) {
        for (TimerCall call = heap.first(); call != null && call.when() <= now; call = heap.first()) {
            remove(call);
            due.addLast(call);
        }
    }

    private void runDue() {
        while (!due.isEmpty() && !core.hasFailed()) {
            core.invoke(due.removeFirst());
        }
        while (!due.isEmpty()) {
            TimerCall left = due.removeFirst();
            if (!left.isCancelled()) {
                put(left);
            }
        }
    }

    /// Never at once: libuv before 1.48 would call back in the same round of timers, without having looked at
    /// anything else, and without end if the loop is stopping.
    private void armAfterFiring() {
        armedFor = NEVER;
        TimerCall next = heap.first();
        if (next != null && next.when() != NEVER) {
            arm(Math.max(next.when(), now() + NANOS_PER_MILLI));
        }
    }

    public int waiting() {
        return heap.size() + due.size();
    }

    /// Drops what waits, without running it.
    public void clear() {
        for (TimerCall call = heap.first(); call != null; call = heap.first()) {
            remove(call);
            call.drop();
        }
    }
}
