package io.juvloop.testing;

import io.juvloop.EventLoop;

/// Runs a loop for single iterations.
public final class Turns {
    private Turns() {}

    /// Runs one iteration: ready callbacks, calls posted by other threads and due timers; without waiting.
    public static void one(EventLoop loop) {
        loop.stop();
        loop.runForever();
    }

    /// Runs a number of iterations.
    public static void many(EventLoop loop, int count) {
        for (int i = 0; i < count; i++) {
            one(loop);
        }
    }
}
