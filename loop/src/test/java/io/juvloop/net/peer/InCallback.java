package io.juvloop.net.peer;

import io.juvloop.EventLoop;
import java.util.concurrent.CompletableFuture;

/// Runs code in a callback of the loop, where most of a program's code runs.
public final class InCallback {
    private InCallback() {}

    public static void run(EventLoop loop, Runnable code) {
        loop.runUntilComplete(CompletableFuture.runAsync(code, loop::callSoon));
    }
}
