package io.juvloop.internal.core;

import io.juvloop.LoopFuture;
import io.juvloop.spi.Abandonable;
import io.juvloop.spi.DirectlyCompleted;
import org.jspecify.annotations.Nullable;

/// The future of an operation that the loop has begun, such as connecting; cancelling the future cancels the
/// operation.
///
/// Any thread.
public class OperationFuture<T extends @Nullable Object> extends LoopFuture<T>
        implements Abandonable, DirectlyCompleted {
    private final LoopKernel core;
    private volatile @Nullable Runnable onCancel;

    public OperationFuture(LoopKernel core) {
        super(core.loop());
        this.core = core;
    }

    /// Sets the action to run on the loop's thread when any thread cancels this future.
    public final void onCancel(Runnable action) {
        onCancel = action;
    }

    @Override
    public final boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (isCancelled()) {
            core.runOnLoop(this::cancelOperation);
        }
        return cancelled;
    }

    /// Whether any caller has observed the outcome, or will.
    public final boolean isLookedAt() {
        return isSeen();
    }

    @Override
    public final void abandon() {
        if (!isSeen()) {
            giveUp();
        }
    }

    /// Closes the result, even if a caller has looked at it.
    public final void giveUp() {
        T unwanted = state() == State.SUCCESS ? resultNow() : null;
        if (unwanted != null) {
            dropped(unwanted);
        }
    }

    /// Closes a result that no caller wants. Loop thread only.
    protected void dropped(T unwanted) {}

    /// Cancels the operation, which may have completed meanwhile. Loop thread only.
    protected void cancelOperation() {
        Runnable action = onCancel;
        if (action != null) {
            onCancel = null;
            action.run();
        }
    }
}
