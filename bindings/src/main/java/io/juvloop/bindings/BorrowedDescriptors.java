package io.juvloop.bindings;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The descriptors that loops of this process use and that others may share, and whether each was blocking
/// before.
///
/// Blocking mode belongs to the open file description and not to the descriptor's number: a parent, a child and
/// the JVM's own `System.out` share it. libuv makes the description non-blocking. So a description that was
/// blocking becomes blocking again when the last handle that uses it is closed, and at the latest when the JVM
/// ends.
///
/// Any thread. Not for Windows, where there is no such mark. See
/// [open(2)](https://man7.org/linux/man-pages/man2/open.2.html).
final class BorrowedDescriptors {
    private static final Map<Object, Borrowed> IN_USE = new HashMap<>();
    private static boolean watchesEnd;

    private static final class Borrowed {
        private final boolean waited;
        private int users;
        private long number;

        Borrowed(boolean waited) {
            this.waited = waited;
        }
    }

    private BorrowedDescriptors() {}

    /// Called before a handle uses a descriptor.
    ///
    /// @return the token for [#giveBack], or null if nothing is to be restored
    static synchronized @Nullable Object borrow(long descriptor) {
        if (Platform.current().isWindows() || !Descriptors.isOpen(descriptor)) {
            return null;
        }
        boolean waits = PosixDescriptors.isBlocking((int) descriptor);
        Object key = key(descriptor);
        Borrowed borrowed = IN_USE.computeIfAbsent(key, ignored -> new Borrowed(waits));
        borrowed.users++;
        borrowed.number = descriptor;
        if (waits && !watchesEnd) {
            watchesEnd = true;
            ShutdownHook.install();
        }
        return key;
    }

    /// Called before a handle that uses a descriptor is closed, or after it could not be opened.
    static synchronized void giveBack(@Nullable Object key, long descriptor) {
        Borrowed borrowed = key == null ? null : IN_USE.get(key);
        if (borrowed != null && --borrowed.users == 0) {
            IN_USE.remove(key);
            restore(borrowed, descriptor);
        }
    }

    /// Whether a loop of this process uses the same open file description.
    static synchronized boolean isInUse(long descriptor) {
        return IN_USE.containsKey(key(descriptor));
    }

    private static Object key(long descriptor) {
        return Descriptors.identityAndAccess(descriptor);
    }

    private static void restore(Borrowed borrowed, long descriptor) {
        if (borrowed.waited) {
            try {
                PosixDescriptors.block((int) descriptor);
            } catch (UvFailure gone) {
                return; // its owner has closed it
            }
        }
    }

    private static synchronized void restoreAll() {
        IN_USE.values().forEach(borrowed -> restore(borrowed, borrowed.number));
    }

    private static final class ShutdownHook extends Thread {
        private ShutdownHook() {
            super(null, null, "juvloop-end-of-descriptors", 0, false);
            setContextClassLoader(null);
        }

        static void install() {
            try {
                Runtime.getRuntime().addShutdownHook(new ShutdownHook());
            } catch (IllegalStateException endsAlready) {
                return; // closing the handle restores it
            }
        }

        @Override
        public void run() {
            restoreAll();
        }
    }
}
