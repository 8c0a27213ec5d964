package io.juvloop.internal.core;

import io.juvloop.LoopFuture;
import org.jspecify.annotations.Nullable;

/// The future of something that the loop has begun, such as connecting, which ends if the future is cancelled.
///
/// Any thread.
public class OperationFuture<T extends @Nullable Object> extends LoopFuture<T> {
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

    /// Ends what was begun, which may have ended meanwhile. Loop thread only.
    protected void cancelOperation() {
        Runnable action = onCancel;
        if (action != null) {
            onCancel = null;
            action.run();
        }
    }
}
