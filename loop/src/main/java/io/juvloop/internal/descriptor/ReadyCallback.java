package io.juvloop.internal.descriptor;

import io.juvloop.ExceptionContext;
import io.juvloop.Handle;
import io.juvloop.internal.core.ExceptionReporter;
import io.juvloop.internal.core.LoopCore;

/// A callback of `addReader` or `addWriter`: it runs in every iteration while the descriptor is ready, until it
/// is removed, replaced or cancelled, which are equivalent.
///
/// Loop thread only.
final class ReadyCallback implements Handle {
    private final LoopCore core;
    private final Readiness readiness;
    private final Direction direction;
    private final Runnable callback;
    private boolean cancelled;

    ReadyCallback(LoopCore core, Readiness readiness, Direction direction, Runnable callback) {
        this.core = core;
        this.readiness = readiness;
        this.direction = direction;
        this.callback = callback;
    }

    void run() {
        long begin = core.beginMeasure(callback);
        try {
            callback.run();
        } catch (Throwable thrown) {
            core.failed(
                    thrown,
                    () -> ExceptionContext.of(
                            "the callback " + ExceptionReporter.describe(callback) + " that " + direction + " "
                                    + readiness + " failed",
                            thrown));
        }
        core.endMeasure(begin, callback);
    }

    @Override
    public void cancel() {
        core.checkThread();
        if (!cancelled) {
            boolean _ = readiness.remove(direction);
        }
    }

    /// Stops running the callback.
    void drop() {
        cancelled = true;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public String toString() {
        return "callback " + callback + " that " + direction + " " + readiness + (cancelled ? " (cancelled)" : "");
    }
}
