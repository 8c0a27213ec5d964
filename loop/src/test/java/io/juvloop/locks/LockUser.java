package io.juvloop.locks;

import org.jspecify.annotations.Nullable;

/// A user that needs a lock once: a task, or a callback.
///
/// Any thread.
final class LockUser {
    private final HangWatchdog watchdog;
    private volatile @Nullable Thread thread;
    private volatile boolean served;

    LockUser(HangWatchdog watchdog) {
        this.watchdog = watchdog;
    }

    /// Acquires and releases the lock, on the user's own thread.
    void take(ContendedLock lock) {
        watchdog.show(Thread.currentThread());
        thread = Thread.currentThread();
        lock.use();
        served = true;
    }

    /// Whether it waits for the lock, or has had it.
    boolean isInPlace() {
        return served || isWaiting();
    }

    boolean isServed() {
        return served;
    }

    /// Whether it waits; between requesting the lock and having it, it can wait for nothing else.
    private boolean isWaiting() {
        Thread wanting = thread;
        return wanting != null
                && switch (wanting.getState()) {
                    case BLOCKED, WAITING, TIMED_WAITING -> true;
                    default -> false;
                };
    }
}
