package io.juvloop.locks;

import io.juvloop.EventLoop;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// The locks that programs use, knowingly or not.
enum KindOfLock {
    UNFAIR_LOCK {
        @Override
        ContendedLock make(EventLoop loop) {
            return ContendedLock.of(new ReentrantLock());
        }
    },
    FAIR_LOCK {
        @Override
        ContendedLock make(EventLoop loop) {
            return ContendedLock.of(new ReentrantLock(true));
        }
    },
    MONITOR {
        @Override
        ContendedLock make(EventLoop loop) {
            return ContendedLock.ofMonitor(new Object());
        }
    },
    UNFAIR_SEMAPHORE {
        @Override
        ContendedLock make(EventLoop loop) {
            return ContendedLock.of(new Semaphore(1));
        }
    },
    FAIR_SEMAPHORE {
        @Override
        ContendedLock make(EventLoop loop) {
            return ContendedLock.of(new Semaphore(1, true));
        }
    },
    PRINT_STREAM {
        @Override
        ContendedLock make(EventLoop loop) {
            return SharedPrintStream.plain();
        }
    },
    SUBCLASS_OF_PRINT_STREAM {
        @Override
        ContendedLock make(EventLoop loop) {
            return SharedPrintStream.subclass();
        }
    },
    LOGGER {
        @Override
        ContendedLock make(EventLoop loop) {
            return SharedLogger.create();
        }
    },
    BIN_OF_A_CONCURRENT_MAP {
        @Override
        ContendedLock make(EventLoop loop) {
            return new SharedBin();
        }
    },
    DIRECT_BUFFERS {
        @Override
        ContendedLock make(EventLoop loop) {
            return ContendedLock.ofMonitor(MonitorOfTheJdk.ofDirectBuffers(), () -> ByteBuffer.allocateDirect(1));
        }
    },
    AUTOMATIC_ARENAS {
        @Override
        ContendedLock make(EventLoop loop) {
            return ContendedLock.ofMonitor(MonitorOfTheJdk.ofCleaner(), Arena::ofAuto);
        }
    },
    DONE_CALLBACKS {
        @Override
        ContendedLock make(EventLoop loop) {
            return new SharedFuture(loop);
        }
    };

    abstract ContendedLock make(EventLoop loop);
}
