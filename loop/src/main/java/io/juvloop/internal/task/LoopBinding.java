package io.juvloop.internal.task;

import io.juvloop.internal.core.LoopKernel;
import io.juvloop.spi.RunningLoop;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The loop of an object that was created without one: the loop of its first use, permanently.
///
/// Objects shared by tasks need no locks because those tasks run on one thread; so each use is checked. While
/// no loop runs on the calling thread, for example before the first run or between two, the thread that owns
/// the loop may use the object.
///
/// Any thread: it rejects the wrong ones. See asyncio's `mixins._LoopBoundMixin`.
public final class LoopBinding {
    private static final VarHandle CORE;

    static {
        try {
            CORE = MethodHandles.lookup().findVarHandle(LoopBinding.class, "core", LoopKernel.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("no field core", impossible);
        }
    }

    private @Nullable LoopKernel core;

    /// Throws if the calling code is not a task of the loop, for methods that may wait.
    ///
    /// @throws IllegalStateException outside a task, or in one of another loop
    public void requireTask() {
        bindTo(LoopTask.running().core());
    }

    /// Throws if the calling thread belongs to another loop or to none.
    ///
    /// @throws IllegalStateException if it does
    public void require() {
        if (RunningLoop.engine() instanceof Tasks here) {
            bindTo(here.core());
        } else {
            LoopKernel bound = core;
            if (bound != null) {
                bound.checkThread();
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // a kernel equals itself alone
    private void bindTo(LoopKernel here) {
        if (here != core) {
            bindFirst(here);
        }
    }

    /// Two threads may be the first at once.
    @SuppressWarnings("ReferenceEquality") // a kernel equals itself alone
    private void bindFirst(LoopKernel here) {
        if (!CORE.compareAndSet(this, null, here) && here != core) {
            throw new IllegalStateException("it belongs to the event loop that used it first, which is another one");
        }
    }
}
