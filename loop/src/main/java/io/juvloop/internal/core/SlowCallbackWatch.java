package io.juvloop.internal.core;

import io.juvloop.internal.jdk.Log;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What one loop in debug mode is running, and since when, so that a callback or step of a task that blocks the
/// loop is reported while it blocks, even if it never ends.
///
/// ```
/// idle -> an event, named by what it comes to -> a callback or a call of a protocol in it -> the event -> idle
/// idle -> a callback -> while it waits: a step of a task -> the callback -> idle
/// ```
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
    private @Nullable Object eventOwner;
    private long eventBegin = IDLE;

    /// Whether a task runs while the measured callback waits.
    private volatile boolean callbackWaits;

    private long reportedBlocking = IDLE;
    private long reportedWaiting = IDLE;

    SlowCallbackWatch(LoopKernel core) {
        this.core = core;
    }

    /// Sets how to find the current guest.
    public void guests(Supplier<@Nullable Guest> finder) {
        guests = finder;
    }

    /// The dispatch of an event begins.
    ///
    /// @param owner what it comes to
    void eventBegins(long now, Object owner) {
        if (begin == IDLE) {
            begins(now, owner);
            eventOwner = owner;
            eventBegin = now;
        }
    }

    void eventEnds() {
        if (eventBegin != IDLE) {
            eventBegin = IDLE;
            eventOwner = null;
            begin = IDLE;
            culprit = null;
        }
    }

    /// A callback or a call of a protocol begins, which may be part of an event.
    void begins(long now, Object what) {
        if (begin == eventBegin) {
            culprit = what;
            thread = Thread.currentThread();
            begin = now;
        } else {
            callbackWaits = true;
        }
    }

    /// A step of a task begins; if that is while a callback waits, the callback is measured.
    void stepBegins(long now, Object what) {
        if (begin == IDLE) {
            begins(now, what);
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

    /// A callback, a call or a step ends; what remains of the event is measured from now on.
    void ends(long began, long now) {
        if (begin == began) {
            eventBegin = eventBegin == IDLE ? IDLE : now;
            culprit = eventOwner;
            begin = eventBegin;
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

    /// Reports the running step if it is slow and has not been reported yet; once if it blocks the loop, and once more
    /// if it then waits.
    ///
    /// @return the time in nanoseconds after which to check again
    long check(long now) {
        Duration duration = core.runner().slowCallbackDuration();
        long slow = TimeUnit.NANOSECONDS.convert(duration);
        long began = begin;
        if (began == IDLE || began == reportedWaiting) {
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
        boolean waits = guest == null && isParked(blocked);
        if (!waits && began == reportedBlocking) {
            return;
        }
        StackTraceElement[] stack = blocked.getStackTrace();
        if (stack.length == 0) {
            return; // the thread has not begun yet, or has just ended
        }
        String name = ExceptionReporter.describe(what);
        String seconds = String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_SECOND);
        String how = waits ? waiting(blocked, seconds) : blocking(seconds);
        if (begin == began) {
            reportedWaiting = waits ? began : reportedWaiting;
            reportedBlocking = began;
            Log.warn("{0} {1}:{2}", name, how, text(stack));
        }
    }

    private static String blocking(String seconds) {
        return "has blocked the event loop for " + seconds + " seconds, and still does";
    }

    private static String waiting(Thread parked, String seconds) {
        return "has waited for " + WantedLock.of(parked) + " for " + seconds
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
