package io.juvloop.bindings;

import org.jspecify.annotations.Nullable;

/// Enters libuv by `uv_run`, and decides when that is needed again.
///
/// It is needed after a call that may have given libuv work, or when the time is over that libuv would wait. Its
/// backend descriptor reports events from outside.
///
/// Callbacks only record, so a timer that fires cannot keep libuv from waiting afterwards, as its listener would
/// by calling libuv. libuv before 1.45 runs timers before it waits; there the record stops the run, see
/// [#recorded].
///
/// Loop thread only. Lives as long as its loop. See [uv_run](https://docs.libuv.org/en/v1.x/loop.html#c.uv_run) and
/// [uv_backend_timeout](https://docs.libuv.org/en/v1.x/loop.html#c.uv_backend_timeout).
final class UvRun {
    private static final int TIMERS_COME_LAST_SINCE = 45;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long AT_ONCE = Long.MIN_VALUE;

    private final UvLoop loop;
    private @Nullable WaitTimer timer;
    private boolean entered;
    private boolean waits;
    private boolean touched = true;
    private long due = AT_ONCE;
    private long runs;

    UvRun(UvLoop loop) {
        this.loop = loop;
    }

    void touch() {
        touched = true;
    }

    boolean isEntered() {
        return entered;
    }

    boolean isNeeded() {
        return touched || isDue();
    }

    boolean isDue() {
        return due != NEVER && untilDue() == 0;
    }

    /// Nanoseconds until it must be entered, [Driver#FOR_EVER] for no limit.
    long untilDue() {
        return due == NEVER ? Driver.FOR_EVER : due == AT_ONCE ? 0 : Math.max(due - System.nanoTime(), 0);
    }

    /// Runs libuv without waiting.
    void enter() {
        timer().armForEver();
        run(UvLoop.RUN_NOWAIT);
        int millis = Downcalls.uv_backend_timeout(loop.inUse());
        if (millis < 0 || millis == Integer.MAX_VALUE) {
            due = NEVER;
        } else {
            due = millis == 0 ? AT_ONCE : System.nanoTime() + millis * NANOS_PER_MILLI;
        }
    }

    /// Runs libuv, and waits for an event.
    ///
    /// @param millis the longest wait, above 0; negative for no limit
    void enterAndWait(int millis) {
        if (millis < 0) {
            timer().armForEver();
        } else {
            timer().arm(millis);
        }
        waits = true;
        try {
            run(UvLoop.RUN_ONCE);
        } finally {
            waits = false;
        }
        due = AT_ONCE; // no caller has asked
    }

    /// How often libuv was entered.
    long runs() {
        return runs;
    }

    private void run(int mode) {
        runs++;
        entered = true;
        try {
            Downcalls.uv_run(loop.inUse(), mode);
        } finally {
            entered = false;
        }
        touched = false;
    }

    /// A timer or an async handle has fired.
    void recorded() {
        if (waits && !LibUv.isAtLeast(TIMERS_COME_LAST_SINCE)) {
            waits = false;
            LoopDowncalls.uv_stop(loop.inUse());
        }
    }

    private WaitTimer timer() {
        WaitTimer current = timer;
        if (current == null) {
            current = new WaitTimer(loop);
            timer = current;
        }
        return current;
    }

    /// Whether libuv has anything that is active and referenced, under way or closing.
    boolean isAlive() {
        if (timer != null) {
            timer.refer(false);
        }
        return LoopDowncalls.uv_loop_alive(loop.inUse()) != 0;
    }

    /// Runs libuv for the last time; the user's handles are closed.
    void close() {
        if (timer != null) {
            timer.close();
            timer = null;
            run(UvLoop.RUN_NOWAIT);
        }
    }
}
