package io.juvloop.testing;

import io.juvloop.EventLoop;

/// Runs a loop turn by turn.
public final class Turns {
    private Turns() {}

    /// Runs one turn: what is ready now, what others posted and timers that are due; without waiting.
    public static void one(EventLoop loop) {
        loop.stop();
        loop.runForever();
    }

    /// Runs a number of turns.
    public static void many(EventLoop loop, int count) {
        for (int i = 0; i < count; i++) {
            one(loop);
        }
    }
}
