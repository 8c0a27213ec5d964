package io.juvloop.internal.phase;

import io.juvloop.TimerHandle;
import io.juvloop.internal.core.LoopKernel;
import io.juvloop.internal.jdk.ScopedContext;
import io.juvloop.phases.LoopHook;
import io.juvloop.phases.LoopPhase;
import io.juvloop.phases.Phases;
import java.time.Duration;
import java.util.Objects;

/// The phases of a loop, whatever it waits by.
///
/// Thread rule and lifetime: see [Phases].
public final class LoopPhases implements Phases {
    private final LoopKernel core;
    private final PhaseHooks hooks;

    public LoopPhases(LoopKernel core, PhaseHooks hooks) {
        this.core = core;
        this.hooks = hooks;
    }

    @Override
    public LoopHook addHook(LoopPhase phase, Runnable callback) {
        core.checkUsable();
        Objects.requireNonNull(callback, "the callback is null");
        return hooks.add(phase, ScopedContext.bind(callback), core.creation());
    }

    @Override
    public void beforeWait(Runnable action) {
        core.checkUsable();
        hooks.beforeWait(Objects.requireNonNull(action, "the action is null"));
    }

    @Override
    public TimerHandle callEvery(Duration delay, Duration interval, Runnable callback) {
        core.checkUsable();
        Objects.requireNonNull(callback, "the callback is null");
        return hooks.every(delay, interval, ScopedContext.bind(callback), core.creation());
    }

    @Override
    public void runWhileAlive() {
        hooks.runWhileAlive();
    }

    @Override
    public boolean isAlive() {
        core.checkUsable();
        return hooks.isAlive();
    }
}
