package io.juvloop.internal.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/// The owners of locks of `java.util.concurrent`. Each lock knows its own and tells only subclasses, so the package
/// must be open to us; the program may do without.
///
/// Any thread.
public final class LockOwner {
    private static final @Nullable MethodHandle OWNER = find();

    private LockOwner() {}

    private static @Nullable MethodHandle find() {
        Class<AbstractOwnableSynchronizer> type = AbstractOwnableSynchronizer.class;
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findVirtual(type, "getExclusiveOwnerThread", MethodType.methodType(Thread.class));
        } catch (ReflectiveOperationException closed) {
            return null;
        }
    }

    /// Whether the JDK gives access.
    public static boolean isOpen() {
        return OWNER != null;
    }

    /// Returns the thread that has a lock now.
    ///
    /// @param blocker what a thread waits for, as [java.util.concurrent.locks.LockSupport#getBlocker] returns it
    /// @return null if it has no owner, or the JDK gives no access
    public static @Nullable Thread of(Object blocker) {
        if (OWNER == null || !(blocker instanceof AbstractOwnableSynchronizer lock)) {
            return null;
        }
        try {
            return (@Nullable Thread) OWNER.invokeExact(lock);
        } catch (Throwable thrown) {
            throw Failures.<RuntimeException>asIs(thrown); // what the JDK's method throws
        }
    }

    /// Returns the name of a thread, for a log message.
    public static String inWords(Thread owner) {
        return inWords(owner.threadId(), owner.getName());
    }

    static String inWords(long number, String name) {
        return "thread #" + number + " \"" + name + "\"";
    }
}
