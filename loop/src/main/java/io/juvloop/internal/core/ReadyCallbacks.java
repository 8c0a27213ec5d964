package io.juvloop.internal.core;

import org.jspecify.annotations.Nullable;

/// What [io.juvloop.EventLoop#callSoon] queued, due timers and steps of tasks: one batch an iteration, first in, first
/// out.
///
/// Batches of a few callbacks share one iteration, because waiting costs more than the step of a task; after
/// [#SHARED] callbacks at the latest the loop looks at everything else.
///
/// The length of a batch is fixed before it starts, so that a callback that queues itself again starves nobody, and
/// so that [LoopRun#stop] knows what still belongs to the batch. Callbacks run where the [Dispatcher] has them run;
/// steps of tasks are run by the thread that runs the loop, which carries the tasks.
///
/// Loop thread only.
public final class ReadyCallbacks {
    private static final int SHARED = 32;

    private final ReadyQueue queue = new ReadyQueue();
    private final LoopCore core;
    private final Runnable runCallbacks = this::runCallbacks;
    private int left;
    private int budget;
    private long batches;
    private long iterations;
    private @Nullable Runnable look;

    ReadyCallbacks(LoopCore core) {
        this.core = core;
    }

    public void add(ScheduledCall call) {
        queue.add(call);
    }

    /// Has something done once before the loop waits, and after the callbacks of this iteration.
    public void beforeWait(Runnable newLook) {
        look = newLook;
    }

    boolean hasLook() {
        return look != null;
    }

    /// The loop is about to wait.
    void lookBeforeWait() {
        Runnable due = look;
        if (due != null) {
            look = null;
            due.run();
        }
    }

    /// Runs what is ready.
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

    /// The callbacks up to the next step of a task.
    private void runCallbacks() {
        while (left > 0 && !core.hasFailed() && !queue.first().isStepOfTask()) {
            left--;
            core.invoke(queue.remove());
        }
    }

    /// Runs the steps of tasks that wait here, while a callback waits for something else. Everything else keeps its
    /// place.
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

    /// Runs what waits, and what that adds, until nothing is left; for closing the loop. An error that ends a run ends
    /// its callbacks.
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

    /// How many batches ran.
    public long batches() {
        return batches;
    }

    /// How many iterations of the loop had a batch.
    public long iterations() {
        return iterations;
    }

    /// Lets no other batch share this iteration, for what takes longer than a few callbacks do.
    public void endIteration() {
        budget = 0;
    }

    /// Drops what waits, without running it.
    public void clear() {
        queue.clear();
    }
}
