package io.juvloop.bindings;

import java.lang.reflect.Method;

/// Counts what this thread allocates. It uses reflection, because the module of the bindings does not read the
/// management module.
final class Allocation {
    private static final int CALLS = 10_000;
    private static final int ROUNDS = 60;

    private Allocation() {}

    /// Runs an action repeatedly, until it is compiled.
    ///
    /// @return how many bytes ten thousand runs of it allocated, in the best of several rounds
    static long ofTenThousand(Runnable action) throws ReflectiveOperationException {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            long nothing = -allocated() + allocated();
            long before = allocated();
            for (int i = 0; i < CALLS; i++) {
                action.run();
            }
            least = Math.min(least, Math.max(0, allocated() - before - nothing));
        }
        return least;
    }

    /// Returns how many bytes this thread has allocated.
    static long allocated() throws ReflectiveOperationException {
        Object threads = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        Method count = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        return (long) count.invoke(threads);
    }
}
