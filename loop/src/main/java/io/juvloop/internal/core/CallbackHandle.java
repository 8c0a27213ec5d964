package io.juvloop.internal.core;

import io.juvloop.Handle;
import org.jspecify.annotations.Nullable;

/// A callback in one of the loop's queues, until it runs or is cancelled.
///
/// Loop thread only; see [ThreadsafeHandle] for calls from other threads.
public class CallbackHandle implements Handle {
    /// Replaces a callback that was cancelled.
    private enum Cancelled implements Runnable {
        INSTANCE;

        @Override
        public void run() {}
    }

    private final LoopKernel core;
    private final @Nullable Throwable created;
    private @Nullable Runnable callback;

    /// A callback to run.
    ///
    /// @param created where it was scheduled, in debug mode
    public CallbackHandle(LoopKernel core, Runnable callback, @Nullable Throwable created) {
        this.core = core;
        this.callback = callback;
        this.created = created;
    }

    @Override
    public void cancel() {
        core.checkThread();
        drop();
    }

    final void drop() {
        if (callback != null) {
            callback = Cancelled.INSTANCE;
        }
    }

    @Override
    public boolean isCancelled() {
        return callback instanceof Cancelled;
    }

    /// Whether this is the step of a task, which the loop's own thread runs instead of the dispatcher.
    public boolean isStepOfTask() {
        return false;
    }

    /// Takes the callback, so that it runs once and can be garbage-collected.
    ///
    /// @return the callback, or null if it was cancelled
    @Nullable
    public Runnable take() {
        Runnable taken = callback;
        if (taken instanceof Cancelled) {
            return null;
        }
        callback = null;
        return taken;
    }

    final @Nullable Throwable created() {
        return created;
    }

    @Override
    public String toString() {
        Runnable current = callback;
        if (current == null) {
            return "callback (done)";
        }
        return "callback " + (isCancelled() ? "(cancelled)" : current.toString());
    }
}
