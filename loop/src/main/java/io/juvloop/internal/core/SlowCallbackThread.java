package io.juvloop.internal.core;

import io.juvloop.internal.jdk.Log;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The one thread that checks all running loops in debug mode for steps that block them. It lives while there
/// are such loops, and slightly longer, so that a loop that runs repeatedly does not start it each time.
///
/// Any thread.
final class SlowCallbackThread {
    private static final long MOMENT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Object LOCK = new Object();
    private static final Set<LongUnaryOperator> WATCHED = new LinkedHashSet<>();
    private static @Nullable Thread thread;

    private SlowCallbackThread() {}

    static void add(LongUnaryOperator watch) {
        synchronized (LOCK) {
            WATCHED.add(watch);
            LOCK.notifyAll();
            if (thread == null) {
                thread = Thread.ofPlatform()
                        .daemon()
                        .name("juvloop-debug")
                        .inheritInheritableThreadLocals(false)
                        .start(SlowCallbackThread::run);
            }
        }
    }

    static void remove(LongUnaryOperator watch) {
        synchronized (LOCK) {
            WATCHED.remove(watch);
        }
    }

    private static void run() {
        long wait = SHORTEST_NANOS;
        for (List<LongUnaryOperator> watches = next(wait); watches != null; watches = next(wait)) {
            wait = MOMENT_NANOS;
            for (LongUnaryOperator watch : watches) {
                wait = Math.min(wait, check(watch));
            }
        }
    }

    /// Waits for the next check, and returns the loops to check.
    ///
    /// @return null if there has been no loop for a moment, and this thread ends
    private static @Nullable List<LongUnaryOperator> next(long nanos) {
        synchronized (LOCK) {
            pause(Math.max(nanos, SHORTEST_NANOS));
            if (WATCHED.isEmpty()) {
                pause(MOMENT_NANOS);
            }
            if (WATCHED.isEmpty()) {
                thread = null;
                return null;
            }
            return new ArrayList<>(WATCHED);
        }
    }

    private static void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(LOCK, nanos);
        } catch (InterruptedException byNobody) {
            Log.warn("the watch of debug mode was interrupted, and goes on");
        }
    }

    /// An object's name may be the user's code and run anything.
    private static long check(LongUnaryOperator watch) {
        try {
            return watch.applyAsLong(System.nanoTime());
        } catch (Throwable thrown) {
            remove(watch);
            Log.error("debug mode could not tell what blocks an event loop, and looks at it no more", thrown);
            return MOMENT_NANOS;
        }
    }
}
