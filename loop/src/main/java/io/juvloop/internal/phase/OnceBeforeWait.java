package io.juvloop.internal.phase;

import io.juvloop.ExceptionContext;
import io.juvloop.internal.core.ExceptionReporter;
import io.juvloop.internal.core.LoopKernel;
import java.util.ArrayList;
import java.util.List;

/// Actions that run once, before the loop waits.
///
/// Two lists take turns, so that nothing is allocated once they are long enough, and so that an action which an
/// action adds waits for the next iteration: one that always adds itself starves no callback.
///
/// Loop thread only.
final class OnceBeforeWait {
    private final LoopKernel core;
    private List<Runnable> added = new ArrayList<>();
    private List<Runnable> running = new ArrayList<>();
    private int next;

    OnceBeforeWait(LoopKernel core) {
        this.core = core;
    }

    boolean isEmpty() {
        return added.isEmpty() && running.isEmpty();
    }

    void add(Runnable action) {
        added.add(action);
    }

    /// Runs what was added before. After an error that ends the run, the rest goes first in the next one.
    void run() {
        if (running.isEmpty()) {
            List<Runnable> due = added;
            added = running;
            running = due;
        }
        while (next < running.size() && !core.hasFailed()) {
            run(running.get(next++));
        }
        if (next == running.size()) {
            running.clear();
            next = 0;
        }
    }

    private void run(Runnable action) {
        long begin = core.beginMeasure(action);
        try {
            action.run();
        } catch (Throwable thrown) {
            core.failed(
                    thrown,
                    () -> ExceptionContext.of(
                            "the action before the wait " + ExceptionReporter.describe(action) + " failed", thrown));
        }
        core.endCallback();
        core.endMeasure(begin, action);
    }

    /// Drops what is left, when the loop is closed.
    void clear() {
        added.clear();
        running.clear();
        next = 0;
    }
}
