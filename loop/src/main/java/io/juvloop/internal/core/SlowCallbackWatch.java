package io.juvloop.internal.core;

import io.juvloop.internal.jdk.Log;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What one loop in debug mode is running, and since when, so that a callback or step of a task that blocks the
/// loop is reported while it blocks, even if it never ends.
///
/// [#begins], [#ends] and [#leave] loop thread only; [#check] is the [SlowCallbackThread]'s. The step may have
/// ended by the time that thread reads it, so a stack counts only if the same step still runs afterwards.
public final class SlowCallbackWatch {
    private static final long IDLE = Long.MIN_VALUE;
    private static final double NANOS_PER_SECOND = 1e9;

    /// Code that runs on a thread of its own inside a callback of the loop: the step of a task.
    ///
    /// @param thread the thread whose stack shows what it does
    public record Guest(Object culprit, Thread thread) {}

    private final LoopKernel core;
    private volatile Supplier<@Nullable Guest> guests = () -> null;
    private final LongUnaryOperator checking = this::check;
    private boolean watched;
    private @Nullable Thread thread;
    private @Nullable Object culprit;
    private volatile long begin = IDLE;

    /// Whether a task runs while the measured callback waits.
    private volatile boolean callbackWaits;

    private long reported = IDLE;

    SlowCallbackWatch(LoopKernel core) {
        this.core = core;
    }

    /// Sets how to find the current guest.
    public void guests(Supplier<@Nullable Guest> finder) {
        guests = finder;
    }

    /// A step begins on the loop's thread; if it is nested in another, the outer one is measured.
    void begins(long now, Object what) {
        if (begin == IDLE) {
            culprit = what;
            thread = Thread.currentThread();
            begin = now;
        } else {
            callbackWaits = true;
        }
    }

    /// The loop begins to run, or debug mode is turned on.
    void enter() {
        if (core.isDebug() && !watched) {
            watched = true;
            SlowCallbackThread.add(checking);
        }
    }

    void ends(long began) {
        if (begin == began) {
            begin = IDLE;
            culprit = null;
        } else {
            callbackWaits = false;
        }
    }

    /// The loop no longer runs.
    void leave() {
        if (watched) {
            watched = false;
            SlowCallbackThread.remove(checking);
        }
    }

    /// Reports the running step if it is slow and has not been reported yet.
    ///
    /// @return the time in nanoseconds after which to check again
    long check(long now) {
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
        Guest guest = callbackWaits ? null : guests.get();
        Object what = guest == null ? culprit : guest.culprit();
        Thread blocked = guest == null ? thread : guest.thread();
        if (what == null || blocked == null) {
            return; // it just ended
        }
        StackTraceElement[] stack = blocked.getStackTrace();
        if (stack.length == 0) {
            return; // the thread has not begun yet, or has just ended
        }
        String name = ExceptionReporter.describe(what);
        String seconds = String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_SECOND);
        String how = guest == null && isParked(blocked) ? waiting(blocked, seconds) : blocking(seconds);
        if (begin == began) {
            reported = began;
            Log.warn("{0} {1}:{2}", name, how, text(stack));
        }
    }

    private static String blocking(String seconds) {
        return "has blocked the event loop for " + seconds + " seconds, and still does";
    }

    /// The object that a virtual thread waits for is known if the waiting code reports it, as the locks of
    /// `java.util.concurrent` do; the JDK does not report the lock's owner.
    private static String waiting(Thread parked, String seconds) {
        Object blocker = LockSupport.getBlocker(parked);
        String what = blocker == null ? "something" : ExceptionReporter.describe(blocker);
        return "has waited for " + what + " for " + seconds
                + " seconds, and only tasks of the event loop run meanwhile";
    }

    private static boolean isParked(Thread thread) {
        return thread.isVirtual() && thread.getState() != Thread.State.RUNNABLE;
    }

    private static String text(StackTraceElement[] stack) {
        StringBuilder lines = new StringBuilder();
        for (StackTraceElement frame : stack) {
            lines.append("\n    at ").append(frame);
        }
        return lines.toString();
    }
}
