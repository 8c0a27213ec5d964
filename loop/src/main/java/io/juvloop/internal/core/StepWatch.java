package io.juvloop.internal.core;

import io.juvloop.internal.jdk.Log;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What one loop in debug mode does right now, and since when: so that a callback or the step of a task which
/// blocks the loop is seen while it does, and also if it never ends.
///
/// [#begins], [#ends] and [#leave] loop thread only; [#look] is the [StepWatchThread]'s. What that reads may be
/// over by then, so it believes a stack only if the same step still runs afterwards.
public final class StepWatch {
    private static final long IDLE = Long.MIN_VALUE;
    private static final double NANOS_PER_SECOND = 1e9;

    /// What runs on a thread of its own inside what the loop runs: the step of a task.
    ///
    /// @param thread whose stack tells what it does
    public record Guest(Object culprit, Thread thread) {}

    private final LoopCore core;
    private volatile Supplier<@Nullable Guest> guests = () -> null;
    private boolean watched;
    private @Nullable Thread thread;
    private @Nullable Object culprit;
    private volatile long begin = IDLE;
    private long reported = IDLE;

    StepWatch(LoopCore core) {
        this.core = core;
    }

    /// Says how to find the guest of the moment.
    public void guests(Supplier<@Nullable Guest> finder) {
        guests = finder;
    }

    /// Something begins on the loop's thread; inside something else it is that which counts.
    void begins(long now, Object what) {
        if (begin == IDLE) {
            culprit = what;
            if (!watched) {
                watched = true;
                thread = Thread.currentThread();
                StepWatchThread.add(this);
            }
            begin = now;
        }
    }

    /// Locked, so that what is logged of a step while it runs comes before what is logged of its end.
    synchronized void ends(long began) {
        if (begin == began) {
            begin = IDLE;
            culprit = null;
        }
    }

    /// The loop runs no longer.
    void leave() {
        if (watched) {
            watched = false;
            StepWatchThread.remove(this);
        }
    }

    /// Reports the step that runs if it is slow and was not reported yet.
    ///
    /// @return after how many nanoseconds to look again
    long look(long now) {
        Duration duration = core.runner().slowCallbackDuration();
        long slow = TimeUnit.NANOSECONDS.convert(duration);
        long began = begin;
        if (began == IDLE || began == reported) {
            return slow;
        }
        long left = slow - (now - began);
        if (left > 0) {
            return left;
        }
        report(began, now - began);
        return slow;
    }

    private void report(long began, long nanos) {
        Guest guest = guests.get();
        Object what = guest == null ? culprit : guest.culprit();
        Thread blocked = guest == null ? thread : guest.thread();
        if (what == null || blocked == null) {
            return; // it just ended
        }
        StackTraceElement[] stack = blocked.getStackTrace();
        if (stack.length == 0) {
            return; // a thread that is about to begin, or has just ended
        }
        String text = text(stack);
        String name = ExceptionReporter.describe(what);
        String seconds = String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_SECOND);
        synchronized (this) {
            if (begin == began) {
                reported = began;
                Log.warn("{0} has blocked the event loop for {1} seconds, and still does:{2}", name, seconds, text);
            }
        }
    }

    private static String text(StackTraceElement[] stack) {
        StringBuilder lines = new StringBuilder();
        for (StackTraceElement frame : stack) {
            lines.append("\n    at ").append(frame);
        }
        return lines.toString();
    }
}
