package io.juvloop.internal.core;

import io.juvloop.bindings.UvIdle;
import org.jspecify.annotations.Nullable;

/// Runs what [io.juvloop.EventLoop#callSoon] queued, one batch a turn.
///
/// Turns of a few callbacks share one round of libuv, because a round costs more than the step of a task; after
/// [#SHARED] callbacks at the latest everything else is looked at.
///
/// libuv has no queue of its own for this; an idle handle, active only while something waits, has it call us
/// each iteration and keeps its poll from blocking. The length of a batch is fixed before it starts, so that a
/// callback that queues itself again starves nobody, and so that [io.juvloop.EventLoop#stop] knows what still belongs
/// to
/// the batch.
///
/// Loop thread only.
public final class Turns {
    private static final int SHARED = 32;

    private final ReadyQueue ready = new ReadyQueue();
    private final LoopCore core;
    private final UvIdle idle;
    private int budget;
    private long count;
    private long rounds;
    private @Nullable Runnable lastLook;

    Turns(LoopCore core) {
        this.core = core;
        this.idle = new UvIdle(core.uv(), this::round);
    }

    public void add(ScheduledCall call) {
        if (ready.size() == 0) {
            idle.start();
        }
        ready.add(call);
    }

    /// Has something done once before the loop waits, and after the callbacks of this round.
    public void beforeWait(Runnable look) {
        lastLook = look;
        idle.start();
    }

    /// The loop is about to wait.
    public void lookBeforeWait() {
        Runnable look = lastLook;
        if (look != null) {
            lastLook = null;
            look.run();
        }
    }

    private void round() {
        if (!core.isStopping()) {
            runBatch();
        }
        lookBeforeWait();
    }

    private void runBatch() {
        rounds++;
        budget = core.run().isSingleTurn() ? 0 : SHARED;
        do {
            count++;
            budget -= ready.size();
            for (int left = ready.size(); left > 0 && !core.hasFailed(); left--) {
                core.invoke(ready.remove());
            }
        } while (budget > 0 && ready.size() > 0 && !core.isStopping());
        if (ready.size() == 0) {
            idle.stop();
        }
    }

    /// Runs what waits, and what that adds, until nothing is left; for closing the loop.
    public void drain() {
        while (ready.size() > 0) {
            core.invoke(ready.remove());
        }
        idle.stop();
    }

    public int waiting() {
        return ready.size();
    }

    public long count() {
        return count;
    }

    /// How many rounds of libuv had a turn.
    public long rounds() {
        return rounds;
    }

    /// Lets no other turn share this round, for what takes longer than a few callbacks do.
    public void endRound() {
        budget = 0;
    }

    /// Drops what waits, without running it.
    public void clear() {
        ready.clear();
        idle.stop();
    }
}
