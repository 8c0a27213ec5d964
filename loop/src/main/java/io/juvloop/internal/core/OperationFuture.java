package io.juvloop.internal.core;

import io.juvloop.LoopFuture;
import org.jspecify.annotations.Nullable;

/// The future of something that the loop has begun, such as connecting, which ends if the future is cancelled.
///
/// Any thread.
public class OperationFuture<T extends @Nullable Object> extends LoopFuture<T>
        implements Abandonable, DirectlyCompleted {
    private final LoopCore core;
    private volatile @Nullable Runnable onCancel;

    public OperationFuture(LoopCore core) {
        super(core.loop());
        this.core = core;
    }

    /// What to do on the loop's thread when somebody cancels this, on whichever thread.
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

    /// Whether somebody has looked at how it ended, or will.
    public final boolean isLookedAt() {
        return isSeen();
    }

    @Override
    public final void abandon() {
        if (!isSeen()) {
            giveUp();
        }
    }

    /// Closes what came of it, whoever has looked at it.
    public final void giveUp() {
        T unwanted = state() == State.SUCCESS ? resultNow() : null;
        if (unwanted != null) {
            dropped(unwanted);
        }
    }

    /// Gives back a result that nobody wants. Loop thread only.
    protected void dropped(T unwanted) {}

    /// Ends what was begun, which may have ended meanwhile. Loop thread only.
    protected void cancelOperation() {
        Runnable action = onCancel;
        if (action != null) {
            onCancel = null;
            action.run();
        }
    }
}
