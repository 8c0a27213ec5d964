package io.juvloop.internal.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A callback posted by another thread, which may cancel it while the loop is about to run it: exactly one of
/// the two wins.
///
/// Any thread.
public final class ThreadsafeHandle extends CallbackHandle {
    private static final VarHandle STATE;
    private static final int WAITING = 0;
    private static final int TAKEN = 1;
    private static final int CANCELLED = 2;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(ThreadsafeHandle.class, "state", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("no field state", impossible);
        }
    }

    @SuppressWarnings("unused") // through STATE
    private volatile int state;

    public ThreadsafeHandle(LoopKernel core, Runnable callback, @Nullable Throwable created) {
        super(core, callback, created);
    }

    @Override
    public void cancel() {
        if (STATE.compareAndSet(this, WAITING, CANCELLED)) {
            drop();
        }
    }

    /// Cancels the call, unless the loop has already taken it.
    ///
    /// @return true if the callback will never run
    boolean takeBack() {
        cancel();
        return state == CANCELLED;
    }

    @Override
    public boolean isCancelled() {
        return state == CANCELLED || super.isCancelled();
    }

    @Override
    @Nullable
    public Runnable take() {
        return STATE.compareAndSet(this, WAITING, TAKEN) ? super.take() : null;
    }
}
