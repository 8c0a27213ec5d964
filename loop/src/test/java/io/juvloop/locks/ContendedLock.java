package io.juvloop.locks;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;

/// An object with a lock inside, which a third user holds for as long as it likes, and which the other users
/// need briefly.
///
/// Any thread.
interface ContendedLock {
    /// Acquires the lock, runs code, and releases the lock.
    void hold(Runnable inside);

    /// Acquires and releases the lock in its usual way.
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

    /// A monitor that is acquired by code outside our control.
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
