package io.juvloop.internal.jdk;

import org.jspecify.annotations.Nullable;

/// Marks a thread that does blocking work for a loop, so that a JVM exit requested by such work does not wait
/// for that work.
///
/// Any thread; each thread has its own mark.
public final class Blocking {
    private static final ThreadLocal<@Nullable Object> LOOP = new ThreadLocal<>();

    private Blocking() {}

    /// Runs work of a loop on the calling thread.
    ///
    /// @param loop the loop that submitted the work
    /// @param work the work to run
    public static void of(Object loop, Runnable work) {
        Object before = LOOP.get();
        LOOP.set(loop);
        try {
            work.run();
        } finally {
            if (before == null) {
                LOOP.remove();
            } else {
                LOOP.set(before);
            }
        }
    }

    /// Whether the calling thread runs work of a loop.
    ///
    /// @param loop the loop
    /// @return true if it does
    public static boolean isOf(Object loop) {
        return loop.equals(LOOP.get());
    }
}
