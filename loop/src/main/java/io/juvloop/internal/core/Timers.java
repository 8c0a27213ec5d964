package io.juvloop.internal.core;

import io.juvloop.bindings.Driver;
import org.jspecify.annotations.Nullable;

/// All timers of a loop, in a heap of the loop's own: the loop waits no longer than until the earliest, and then makes
/// ready what is due.
///
/// So nothing fires early by the loop's own clock, whatever libuv's cached one says, and a million timers cost no
/// handle.
///
/// Loop thread only, except [#now].
public final class Timers {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long BEGIN = System.nanoTime();

    private final TimerHeap heap = new TimerHeap();
    private final LoopCore core;
    private int referenced;
    private int due;
    private long sequence;

    Timers(LoopCore core) {
        this.core = core;
    }

    /// Monotonic nanoseconds since this class was loaded: small numbers, so that adding a delay seldom overflows.
    public static long now() {
        return System.nanoTime() - BEGIN;
    }

    public TimerCall add(Runnable callback, long when, @Nullable Throwable created) {
        TimerCall call = new TimerCall(core, callback, when, sequence++, created);
        heap.add(call);
        referenced += call.isReferenced() ? 1 : 0;
        return call;
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

    /// Has what is due follow the callbacks that are ready. Timers that these make wait for the next time, however
    /// early they are due, and starve nobody.
    void makeReady() {
        TimerCall call = heap.first();
        if (call == null) {
            return;
        }
        long now = now();
        while (call != null && call.when() <= now) {
            remove(call);
            due++;
            call.becomeDue();
            core.ready().add(call);
            call = heap.first();
        }
    }

    /// How long the loop may wait.
    ///
    /// @return nanoseconds
    long untilNext() {
        TimerCall next = heap.first();
        if (next == null || next.when() == NEVER) {
            return Driver.FOR_EVER;
        }
        return Math.max(next.when() - now(), 0);
    }

    /// One that was due is run, or dropped.
    void taken() {
        due--;
    }

    /// How many wait among the ready callbacks, as they are due.
    public int due() {
        return due;
    }

    /// How many have not run, those that are due included.
    public int waiting() {
        return heap.size() + due;
    }

    /// Drops what waits, without running it.
    public void clear() {
        for (TimerCall call = heap.first(); call != null; call = heap.first()) {
            remove(call);
            call.drop();
        }
        due = 0;
    }
}
