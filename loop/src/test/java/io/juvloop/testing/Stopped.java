package io.juvloop.testing;

import io.juvloop.EventLoop;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Ends a run that a test left going on another thread.
final class Stopped {
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final long STEP_NANOS = 1_000_000;

    private Stopped() {}

    static void ensure(EventLoop loop, List<String> leftovers) {
        if (!loop.isRunning()) {
            return;
        }
        leftovers.add("the loop, running on another thread");
        loop.callSoonThreadsafe(loop::stop);
        long begin = System.nanoTime();
        while (loop.isRunning() && System.nanoTime() - begin < PATIENCE_NANOS) {
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
