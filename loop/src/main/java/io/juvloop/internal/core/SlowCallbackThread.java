package io.juvloop.internal.core;

import io.juvloop.internal.jdk.Log;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The one thread that checks all running loops in debug mode for steps that block them. It lives while there
/// are such loops, and slightly longer, so that a loop that runs repeatedly does not start it each time.
///
/// There is no lock: a run begins and ends on the thread that carries tasks, and a task that turns debug mode on
/// could be ahead of it in the queue of a lock.
///
/// Any thread.
final class SlowCallbackThread {
    private static final long MOMENT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Queue<LongUnaryOperator> WATCHED = new ConcurrentLinkedQueue<>();
    private static final AtomicReference<@Nullable Thread> THREAD = new AtomicReference<>();

    private SlowCallbackThread() {}

    static void add(LongUnaryOperator watch) {
        WATCHED.add(watch);
        Thread present = THREAD.get();
        if (present == null) {
            start();
        } else {
            LockSupport.unpark(present);
        }
    }

    private static void start() {
        Thread made = Thread.ofPlatform()
                .daemon()
                .name("juvloop-debug")
                .inheritInheritableThreadLocals(false)
                .unstarted(SlowCallbackThread::run);
        if (THREAD.compareAndSet(null, made)) {
            try {
                made.start();
            } catch (Throwable noThread) {
                THREAD.set(null);
                throw noThread;
            }
        }
    }

    static void remove(LongUnaryOperator watch) {
        WATCHED.remove(watch);
    }

    private static void run() {
        long wait = SHORTEST_NANOS;
        while (hasLoops(wait)) {
            wait = MOMENT_NANOS;
            for (LongUnaryOperator watch : WATCHED) {
                wait = Math.min(wait, check(watch));
            }
        }
    }

    /// Waits for the next check.
    ///
    /// @return false if there has been no loop for a moment, and this thread ends
    private static boolean hasLoops(long nanos) {
        pause(Math.max(nanos, SHORTEST_NANOS));
        if (WATCHED.isEmpty()) {
            pause(MOMENT_NANOS);
        }
        return !WATCHED.isEmpty() || !resigns();
    }

    /// A loop that came before this thread had resigned relied on it, and one that comes afterwards starts another.
    private static boolean resigns() {
        Thread self = Thread.currentThread();
        THREAD.set(null);
        return WATCHED.isEmpty() || !THREAD.compareAndSet(null, self);
    }

    private static void pause(long nanos) {
        LockSupport.parkNanos(SlowCallbackThread.class, nanos);
        if (Thread.interrupted()) {
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
