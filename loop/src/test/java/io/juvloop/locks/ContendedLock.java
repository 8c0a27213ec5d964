package io.juvloop.locks;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;

/// Something with a lock inside, which the third party holds for as long as it likes, and which the others want for
/// a moment.
///
/// Any thread.
interface ContendedLock {
    /// Takes the lock, runs something, and lets the lock go.
    void hold(Runnable inside);

    /// Takes the lock and lets it go, in the way that people usually do.
    default void use() {
        hold(() -> {});
    }

    static ContendedLock of(Lock lock) {
        return inside -> {
            lock.lock();
            try {
                inside.run();
            } finally {
                lock.unlock();
            }
        };
    }

    static ContendedLock of(Semaphore semaphore) {
        return inside -> {
            semaphore.acquireUninterruptibly();
            try {
                inside.run();
            } finally {
                semaphore.release();
            }
        };
    }

    static ContendedLock ofMonitor(Object monitor) {
        return inside -> {
            synchronized (monitor) {
                inside.run();
            }
        };
    }

    /// A monitor that code takes which one cannot change.
    static ContendedLock ofMonitor(Object monitor, Runnable use) {
        return new ContendedLock() {
            @Override
            public void hold(Runnable inside) {
                synchronized (monitor) {
                    inside.run();
                }
            }

            @Override
            public void use() {
                use.run();
            }
        };
    }
}
