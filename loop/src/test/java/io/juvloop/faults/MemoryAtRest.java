package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.testing.Await;

/// The native memory that a loop has in use when nothing is under way: an error must not make it more.
final class MemoryAtRest {
    private static final int ENOUGH_TURNS = 50;
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

    /// Fails if more is in use than at the last check, also some turns later.
    void check() {
        int turns = bytes == Long.MAX_VALUE ? FIRST_TURNS : ENOUGH_TURNS;
        for (int i = 0; i < turns && (bytes == Long.MAX_VALUE || loop.stats().nativeBytesInUse() > bytes); i++) {
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
