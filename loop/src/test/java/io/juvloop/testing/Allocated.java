package io.juvloop.testing;

import java.lang.management.ManagementFactory;

/// How many bytes of heap something costs, once the compiler has seen it often. What virtual threads allocate
/// counts for the platform thread that carries them, so a test asks for the thread that runs the loop.
public final class Allocated {
    private static final int ROUNDS = 20;
    private static final int RUNS = 2_000;
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocated() {}

    /// Bytes by a platform thread since it began.
    public static long by(Thread thread) {
        long bytes = THREADS.getThreadAllocatedBytes(thread.threadId());
        if (bytes < 0) {
            throw new AssertionError("nothing is measured of " + thread);
        }
        return bytes;
    }

    /// Bytes of one run on this thread: of many rounds, the one that costs least, as a round in which the compiler
    /// replaces code costs more.
    public static double perRun(Runnable action) {
        Thread here = Thread.currentThread();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = by(here);
            for (int i = 0; i < RUNS; i++) {
                action.run();
            }
            least = Math.min(least, by(here) - before);
        }
        return (double) least / RUNS;
    }
}
