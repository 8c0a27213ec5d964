package io.juvloop;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A task as another thread sees it: cancelling this future cancels the task, and it completes as the task
/// does.
///
/// Any thread, except [#begin].
final class ThreadsafeCall<T extends @Nullable Object> extends LoopFuture<T> {
    private final Callable<T> body;
    private @Nullable Task<T> task;

    ThreadsafeCall(EventLoop loop, Callable<T> body) {
        super(loop);
        this.body = body;
    }

    /// Creates the task, unless the future was cancelled. Loop thread only.
    void begin() {
        if (isDone()) {
            return;
        }
        try {
            Task<T> made = loop().createTask(body);
            task = made;
            made.addDoneCallback(ended -> Outcome.<T>of(ended).completes(this));
        } catch (RuntimeException refused) {
            completeExceptionally(refused);
        }
    }

    private void cancelTask() {
        if (task != null) {
            task.cancel();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled && !loop().isClosed()) {
            loop().callSoonThreadsafe(this::cancelTask);
        }
        return cancelled;
    }
}
