package io.juvloop.locks;

import org.jspecify.annotations.Nullable;

/// One who wants a lock, once: a task, or a callback.
///
/// Any thread.
final class Party {
    private final Watchdog watchdog;
    private volatile @Nullable Thread thread;
    private volatile boolean served;

    Party(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    /// Takes the lock and lets it go again, on the party's own thread.
    void take(ContendedLock lock) {
        watchdog.show(Thread.currentThread());
        thread = Thread.currentThread();
        lock.use();
        served = true;
    }

    /// Whether it waits for the lock, or had it.
    boolean isInPlace() {
        return served || isWaiting();
    }

    boolean isServed() {
        return served;
    }

    /// Between wanting the lock and having it there is nothing else to wait for.
    private boolean isWaiting() {
        Thread wanting = thread;
        return wanting != null
                && switch (wanting.getState()) {
                    case BLOCKED, WAITING, TIMED_WAITING -> true;
                    default -> false;
                };
    }
}
