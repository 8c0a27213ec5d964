package io.juvloop.internal.core;

import io.juvloop.internal.jdk.BlockedThread;
import io.juvloop.internal.jdk.LockOwner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The lock that a virtual thread waits for, and its owner, in words: as much as the JDK reports.
///
/// The waiting code says what it waits for, as the locks of `java.util.concurrent` do. Of a monitor only a dump of all
/// threads does, which takes long where there are many, so there is one in a few seconds at most.
///
/// For the [SlowCallbackThread].
final class WantedLock {
    private static final long BETWEEN_DUMPS_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static long lastDump = System.nanoTime() - BETWEEN_DUMPS_NANOS;

    private WantedLock() {}

    static String of(Thread waiting) {
        Object blocker = LockSupport.getBlocker(waiting);
        if (blocker != null) {
            Thread owner = LockOwner.of(blocker);
            return inWords(ExceptionReporter.describe(blocker), owner == null ? null : LockOwner.inWords(owner));
        }
        BlockedThread blocked = waiting.getState() == Thread.State.BLOCKED ? dumped(waiting) : null;
        return blocked == null ? "something" : inWords("the monitor of " + blocked.monitor(), blocked.owner());
    }

    private static @Nullable BlockedThread dumped(Thread waiting) {
        long now = System.nanoTime();
        if (now - lastDump < BETWEEN_DUMPS_NANOS) {
            return null;
        }
        lastDump = now;
        return BlockedThread.find(waiting);
    }

    private static String inWords(String lock, @Nullable String owner) {
        return owner == null ? lock : lock + ", which " + owner + " has,";
    }
}
