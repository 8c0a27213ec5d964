package io.juvloop.bindings;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The descriptors that loops of this process use and others may share, and whether operations on them waited before.
///
/// Whether they wait belongs to what a descriptor stands for, and not to its number: a parent, a child and the
/// JVM's own `System.out` have the same. libuv has them never wait. So what waited before waits again when the last
/// handle that uses it is closed, and at the latest when the JVM ends.
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

    /// A handle is about to use a descriptor.
    ///
    /// @return what [#giveBack] asks for, or null if nothing is to be given back
    static synchronized @Nullable Object borrow(long descriptor) {
        if (Host.current().isWindows() || !Descriptors.isOpen(descriptor)) {
            return null;
        }
        boolean waits = PosixDescriptors.isBlocking((int) descriptor);
        Object key = key(descriptor);
        Borrowed borrowed = IN_USE.computeIfAbsent(key, ignored -> new Borrowed(waits));
        borrowed.users++;
        borrowed.number = descriptor;
        if (waits && !watchesEnd) {
            watchesEnd = true;
            EndOfJvm.install();
        }
        return key;
    }

    /// A handle that uses a descriptor is about to be closed, or could not be opened.
    static synchronized void giveBack(@Nullable Object key, long descriptor) {
        Borrowed borrowed = key == null ? null : IN_USE.get(key);
        if (borrowed != null && --borrowed.users == 0) {
            IN_USE.remove(key);
            restore(borrowed, descriptor);
        }
    }

    /// Whether a loop of this process uses what a descriptor stands for.
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

    private static final class EndOfJvm extends Thread {
        private EndOfJvm() {
            super(null, null, "juvloop-end-of-descriptors", 0, false);
            setContextClassLoader(null);
        }

        static void install() {
            try {
                Runtime.getRuntime().addShutdownHook(new EndOfJvm());
            } catch (IllegalStateException endsAlready) {
                return; // whoever closes the handle puts it back
            }
        }

        @Override
        public void run() {
            restoreAll();
        }
    }
}
