package io.juvloop.internal.phase;

import io.juvloop.TimerHandle;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.core.IterationHooks;
import io.juvloop.internal.core.LoopKernel;
import io.juvloop.internal.executor.DefaultExecutor;
import io.juvloop.internal.task.Tasks;
import io.juvloop.phases.LoopHook;
import io.juvloop.phases.LoopPhase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The hooks of a loop, called in each of its iterations: idle hooks and then prepare hooks before the loop waits,
/// check hooks after it. As long as there is an idle hook, the loop does not wait. What is to be done once is done
/// behind the hooks, before the loop waits.
///
/// Loop thread only. See [uv_prepare_t](https://docs.libuv.org/en/v1.x/prepare.html).
public final class PhaseHooks implements IterationHooks {
    private final LoopKernel core;
    private final HookList idle;
    private final HookList prepare;
    private final HookList check;
    private final OnceBeforeWait once;
    private final Liveness liveness;

    public PhaseHooks(LoopKernel core, Tasks tasks, DefaultExecutor executor) {
        this.core = core;
        idle = new HookList(core, LoopPhase.IDLE);
        prepare = new HookList(core, LoopPhase.PREPARE);
        check = new HookList(core, LoopPhase.CHECK);
        once = new OnceBeforeWait(core);
        liveness = new Liveness(core, tasks, executor, this::keepAlive);
        core.run().hooks(this);
        core.atClose(this::clear);
    }

    public LoopHook add(LoopPhase phase, Runnable callback, @Nullable Throwable created) {
        HookList list = switch (phase) {
            case IDLE -> idle;
            case PREPARE -> prepare;
            case CHECK -> check;
        };
        return list.add(callback, created);
    }

    void beforeWait(Runnable action) {
        once.add(action);
    }

    /// Calls back again and again.
    ///
    /// @param delay until the first time
    /// @param interval from then on
    public TimerHandle every(Duration delay, Duration interval, Runnable callback, @Nullable Throwable created) {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("the interval must be positive, not " + interval);
        }
        long first = Deadline.after(core.time(), delay);
        return new RepeatingTimer(core, callback, first, Deadline.nanos(interval), created);
    }

    // --- In each iteration

    @Override
    public boolean keepFromWaiting() {
        return !idle.isEmpty() || !once.isEmpty();
    }

    @Override
    public boolean hasBeforeWait() {
        return !idle.isEmpty() || !prepare.isEmpty() || !once.isEmpty();
    }

    @Override
    public void beforeWait() {
        idle.run();
        prepare.run();
        once.run();
    }

    @Override
    public boolean hasAfterWait() {
        return !check.isEmpty();
    }

    @Override
    public void afterWait() {
        check.run();
    }

    // --- Liveness

    private boolean keepAlive() {
        return idle.keepsAlive() || prepare.keepsAlive() || check.keepsAlive() || !once.isEmpty();
    }

    /// Runs until no active, referenced handle, request, timer, task or hook is left.
    public void runWhileAlive() {
        core.run().whileTrue(liveness::goesOn);
    }

    public boolean isAlive() {
        return liveness.isAlive();
    }

    private void clear() {
        idle.clear();
        prepare.clear();
        check.clear();
        once.clear();
    }
}
