package io.juvloop.internal.task;

import io.juvloop.RunningLoop;
import io.juvloop.internal.core.LoopCore;
import org.jspecify.annotations.Nullable;

/// Which loop something belongs to that was made without one: the loop of its first use, for ever.
///
/// What is shared by tasks needs no locks because those tasks run on one thread; so each use is checked. While no
/// loop runs here, as before the first run or between two, it may be used by the thread that the loop belongs to.
///
/// Any thread: it is what refuses the wrong ones. See asyncio's `mixins._LoopBoundMixin`.
public final class LoopBinding {
    private @Nullable LoopCore core;

    /// Refuses what may wait, unless it is called in a task of the loop.
    ///
    /// @throws IllegalStateException outside a task, or in one of another loop
    public void requireTask() {
        bindTo(LoopTask.running().core());
    }

    /// Refuses another loop and another thread.
    ///
    /// @throws IllegalStateException if this is one
    public void require() {
        if (RunningLoop.get() instanceof UvTasks here) {
            bindTo(here.core());
        } else {
            LoopCore bound = core;
            if (bound != null) {
                bound.checkThread();
            }
        }
    }

    private void bindTo(LoopCore here) {
        if (here != core) {
            bindFirst(here);
        }
    }

    /// Two threads may be the first at once.
    private synchronized void bindFirst(LoopCore here) {
        if (core == null) {
            core = here;
        }
        if (here != core) {
            throw new IllegalStateException("it belongs to the event loop that used it first, which is another one");
        }
    }
}
