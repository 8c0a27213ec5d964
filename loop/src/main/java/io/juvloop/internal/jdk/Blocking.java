package io.juvloop.internal.jdk;

import org.jspecify.annotations.Nullable;

/// Which loop a thread does blocking work of, so that the end of the JVM, when such work asks for it, does not wait
/// for the work.
///
/// Any thread, each for itself.
public final class Blocking {
    private static final ThreadLocal<@Nullable Object> LOOP = new ThreadLocal<>();

    private Blocking() {}

    /// Does work of a loop here.
    ///
    /// @param loop whose it is
    /// @param work what to do
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

    /// Whether the calling thread does work of a loop.
    ///
    /// @param loop which
    /// @return true if it does
    public static boolean isOf(Object loop) {
        return loop.equals(LOOP.get());
    }
}
