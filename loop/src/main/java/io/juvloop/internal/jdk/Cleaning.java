package io.juvloop.internal.jdk;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/// The one cleaner of juvloop, which runs an action when an object is garbage-collected.
///
/// Its thread starts with the first object and inherits nothing from the thread that registers it, so it keeps
/// no class loader alive; it ends when this class is unloaded. The cleaner is not a constant of a class,
/// because a thread that cannot be created now may be available at the next call.
///
/// Any thread.
public final class Cleaning {
    private static @Nullable Cleaner cleaner;

    private Cleaning() {}

    /// Registers an action to run when an object is garbage-collected. The action is ignored if no thread can
    /// be created.
    ///
    /// @param object the object; the action must not reference it
    /// @param action the action to run
    /// @return runs the action now, once; null if no thread could be created
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
