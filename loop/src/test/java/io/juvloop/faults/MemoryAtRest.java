package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.testing.Await;
import java.util.concurrent.TimeUnit;

/// The native memory that a loop has in use when nothing is under way: an error must not make it more.
final class MemoryAtRest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
    private static final int FIRST_TURNS = 5;

    private final EventLoop loop;
    private long bytes = Long.MAX_VALUE;

    MemoryAtRest(EventLoop loop) {
        this.loop = loop;
    }

    /// Forgets the earlier checks, as something has been opened that stays.
    void forget() {
        bytes = Long.MAX_VALUE;
    }

    /// Fails if more is in use than at the last check, and stays so: what is being closed may need some time.
    void check() {
        boolean isFirst = bytes == Long.MAX_VALUE;
        for (int i = 0; isFirst && i < FIRST_TURNS; i++) {
            turn();
        }
        long begin = System.nanoTime();
        while (loop.stats().nativeBytesInUse() > bytes && System.nanoTime() - begin < PATIENCE) {
            turn();
        }
        long before = bytes;
        bytes = loop.stats().nativeBytesInUse();
        if (bytes > before) {
            throw new AssertionError(bytes - before + " native bytes are left");
        }
    }

    private void turn() {
        boolean[] done = new boolean[1];
        loop.callSoon(() -> done[0] = true);
        Await.until(loop, () -> done[0]);
    }
}
