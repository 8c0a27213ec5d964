package io.juvloop.testing;

import io.juvloop.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Ends a run that a test left on another thread.
final class Stopped {
    private static final long STEP_NANOS = 1_000_000;

    private Stopped() {}

    /// Ends the run, if there is one.
    ///
    /// @return false if the run hangs, so that the loop must not be used
    static boolean within(Duration patience, EventLoop loop, List<String> leftovers) {
        if (!loop.isRunning()) {
            return true;
        }
        leftovers.add("the loop, running on another thread");
        loop.callSoonThreadsafe(loop::stop);
        long begin = System.nanoTime();
        while (loop.isRunning() && System.nanoTime() - begin < patience.toNanos()) {
            LockSupport.parkNanos(STEP_NANOS);
        }
        return !loop.isRunning();
    }
}
