package io.juvloop.internal.jdk;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/// The one cleaner of juvloop, which acts when an object is collected.
///
/// Its thread begins with the first object and inherits nothing from the thread that brought that, so it keeps no
/// class loader alive; it ends when this class is collected. It is no constant of a class: a thread that cannot be
/// made now may be had at the next call.
///
/// Any thread.
public final class Cleaning {
    private static @Nullable Cleaner cleaner;

    private Cleaning() {}

    /// Has something done when an object is collected. Where no thread can be made for that, nothing is done.
    ///
    /// @param object which the action must not reach
    /// @param action what to do
    /// @return undoes it, by doing it now; null if no thread could be made
    public static Cleaner.@Nullable Cleanable whenCollected(Object object, Runnable action) {
        try {
            return cleaner().register(object, action);
        } catch (OutOfMemoryError noThread) {
            return null;
        }
    }

    private static synchronized Cleaner cleaner() {
        Cleaner known = cleaner;
        if (known == null) {
            known = Cleaner.create(Thread.ofPlatform()
                    .daemon()
                    .name("juvloop-cleaner")
                    .inheritInheritableThreadLocals(false)
                    .factory());
            cleaner = known;
        }
        return known;
    }
}
