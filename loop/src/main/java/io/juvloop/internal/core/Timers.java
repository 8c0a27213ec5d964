package io.juvloop.internal.core;

import org.jspecify.annotations.Nullable;

/// All timers of a loop, in a heap of the loop's own: the loop waits no longer than until the earliest
/// deadline, and then moves the due timers to the ready callbacks.
///
/// No timer fires early by the loop's own clock, whatever libuv's cached time says, and a million timers need
/// no handle. handle.
///
/// Loop thread only, except [#now].
public final class Timers {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long BEGIN = System.nanoTime();

    private final TimerHeap heap = new TimerHeap();
    private final LoopKernel core;
    private final LoopEvents events;
    private int referenced;
    private int due;
    private long sequence;

    Timers(LoopKernel core) {
        this.core = core;
        this.events = core.events();
    }

    /// The clock of loops on libuv: monotonic nanoseconds since this class was loaded, small numbers, so that
    /// adding a delay seldom overflows.
    public static long now() {
        return System.nanoTime() - BEGIN;
    }

    public LoopTimerHandle add(Runnable callback, long when, @Nullable Throwable created) {
        LoopTimerHandle call = new LoopTimerHandle(core, callback, when, sequence++, created);
        heap.add(call);
        referenced += call.isReferenced() ? 1 : 0;
        return call;
    }

    void remove(LoopTimerHandle call) {
        heap.remove(call);
        referenced -= call.isReferenced() ? 1 : 0;
    }

    /// A pending timer was referenced or unreferenced.
    void refer(boolean gained) {
        referenced += gained ? 1 : -1;
    }

    /// The number of pending timers that are referenced.
    public int referenced() {
        return referenced;
    }

    /// Queues the due timers behind the ready callbacks. A timer that one of them creates waits for the next
    /// iteration, however short its delay, so that no callback starves.
    void makeReady() {
        LoopTimerHandle call = heap.first();
        if (call == null) {
            return;
        }
        long now = events.time();
        while (call != null && call.when() <= now) {
            remove(call);
            due++;
            call.becomeDue();
            core.ready().add(call);
            call = heap.first();
        }
    }

    /// The time until the earliest deadline.
    ///
    /// @return nanoseconds
    long untilNext() {
        LoopTimerHandle next = heap.first();
        if (next == null || next.when() == NEVER) {
            return LoopEvents.FOR_EVER;
        }
        return Math.max(next.when() - events.time(), 0);
    }

    /// A due timer has run or was dropped.
    void taken() {
        due--;
    }

    /// The number of due timers among the ready callbacks.
    public int due() {
        return due;
    }

    /// The number of timers that have not run, including due ones.
    public int waiting() {
        return heap.size() + due;
    }

    /// Drops the pending timers without running them.
    public void clear() {
        for (LoopTimerHandle call = heap.first(); call != null; call = heap.first()) {
            remove(call);
            call.drop();
        }
        due = 0;
    }
}
