package io.juvloop.internal.core;

import io.juvloop.ExceptionContext;
import io.juvloop.Handle;
import io.juvloop.spi.RunningLoop;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// What a loop does when it is closed, for the code that was built on it: the last action added is the first run.
///
/// Loop thread only. Lives as long as its loop; each action is let go once it has run or was cancelled.
public final class CloseActions {
    private final LoopKernel core;
    private final SequencedSet<CloseAction> actions = new LinkedHashSet<>();

    public CloseActions(LoopKernel core) {
        this.core = core;
    }

    /// Adds an action.
    ///
    /// @param created where, in debug mode
    public Handle add(Runnable action, @Nullable Throwable created) {
        CloseAction added = new CloseAction(action, created);
        actions.add(added);
        return added;
    }

    /// Runs each, whatever the others throw, with the loop as the running one.
    public void run() {
        boolean entered = !actions.isEmpty() && RunningLoop.get() == null;
        if (entered) {
            RunningLoop.enter(core.engine());
        }
        try {
            while (!actions.isEmpty()) {
                actions.removeLast().run();
            }
        } finally {
            if (entered) {
                RunningLoop.leave();
            }
        }
    }

    /// One action, equal to itself alone.
    private final class CloseAction implements Handle {
        private final Runnable action;
        private final @Nullable Throwable created;
        private boolean cancelled;

        CloseAction(Runnable action, @Nullable Throwable created) {
            this.action = action;
            this.created = created;
        }

        void run() {
            try {
                action.run();
            } catch (Throwable thrown) {
                core.failed(
                        thrown,
                        () -> ExceptionContext.of(
                                        "the close action " + ExceptionReporter.describe(action) + " failed", thrown)
                                .with(this, created));
            }
            core.endCallback();
        }

        @Override
        public void cancel() {
            core.checkThread();
            cancelled |= actions.remove(this);
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public String toString() {
            return "close action " + ExceptionReporter.describe(action);
        }
    }
}
