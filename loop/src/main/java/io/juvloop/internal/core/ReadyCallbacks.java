package io.juvloop.internal.core;

import org.jspecify.annotations.Nullable;

/// Callbacks of [io.juvloop.EventLoop#callSoon], due timers and steps of tasks: one batch an iteration, first
/// in, first out.
///
/// Small batches share one iteration, because waiting costs more than the step of a task; after at most
/// [#SHARED] callbacks the loop attends to everything else.
///
/// The length of a batch is fixed before it starts, so that a callback that reschedules itself starves no
/// other, and so that [LoopRun#stop] knows the end of the batch. The [Dispatcher] runs callbacks; the thread
/// that runs the loop runs steps of tasks, because it carries the tasks.
///
/// Loop thread only.
public final class ReadyCallbacks {
    private static final int SHARED = 32;

    private final ReadyQueue queue = new ReadyQueue();
    private final LoopKernel core;
    private final Runnable runCallbacks = this::runCallbacks;
    private int left;
    private int budget;
    private long batches;
    private long iterations;
    private @Nullable Runnable beforeWait;

    ReadyCallbacks(LoopKernel core) {
        this.core = core;
    }

    public void add(CallbackHandle call) {
        queue.add(call);
    }

    /// Sets an action to run once before the loop waits, after the callbacks of this iteration.
    public void beforeWait(Runnable action) {
        beforeWait = action;
    }

    boolean hasActionBeforeWait() {
        return beforeWait != null;
    }

    /// Runs that action, because the loop is about to wait.
    void runActionBeforeWait() {
        Runnable due = beforeWait;
        if (due != null) {
            beforeWait = null;
            due.run();
        }
    }

    /// Runs the ready callbacks.
    ///
    /// @param once true to let no second batch share the iteration
    void runBatch(boolean once) {
        if (core.isStopping() || queue.size() == 0) {
            return;
        }
        iterations++;
        budget = once ? 0 : SHARED;
        do {
            batches++;
            left = queue.size();
            budget -= left;
            while (left > 0 && !core.hasFailed()) {
                runNext();
            }
        } while (budget > 0 && queue.size() > 0 && !core.isStopping());
        left = 0;
    }

    private void runNext() {
        if (queue.first().isStepOfTask()) {
            left--;
            core.runStep(queue.remove());
        } else {
            core.dispatcher().run(runCallbacks);
        }
    }

    /// Runs the callbacks up to the next step of a task.
    private void runCallbacks() {
        while (left > 0 && !core.hasFailed() && !queue.first().isStepOfTask()) {
            left--;
            core.invoke(queue.remove());
        }
    }

    /// Runs the queued steps of tasks while a callback waits. All other callbacks keep their place.
    ///
    /// @return false if there were none
    public boolean runSteps() {
        if (queue.steps() == 0) {
            return false;
        }
        for (int i = queue.steps(); i > 0; i--) {
            int place = queue.placeOfStep();
            if (place < left) {
                left--;
            }
            core.runStep(queue.remove(place));
        }
        return true;
    }

    /// Runs the queued callbacks and those that they add, until none is left; for closing the loop.
    public void drain() {
        while (queue.size() > 0) {
            left = queue.size();
            while (left > 0) {
                if (core.hasFailed() && !queue.first().isStepOfTask()) {
                    return;
                }
                runNext();
            }
        }
    }

    public int waiting() {
        return queue.size();
    }

    /// The number of batches run.
    public long batches() {
        return batches;
    }

    /// The number of iterations of the loop that ran a batch.
    public long iterations() {
        return iterations;
    }

    /// Lets no other batch share this iteration, for work that takes longer than a few callbacks.
    public void endIteration() {
        budget = 0;
    }

    /// Drops the queued callbacks without running them.
    public void clear() {
        queue.clear();
    }
}
