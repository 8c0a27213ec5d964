package io.juvloop.internal.base;

import io.juvloop.EventLoop;
import io.juvloop.internal.core.Attempts;
import io.juvloop.internal.core.CloseActions;
import io.juvloop.internal.core.LocalValues;
import io.juvloop.internal.core.LoopKernel;
import io.juvloop.internal.executor.DefaultExecutor;
import io.juvloop.internal.executor.ExecutorViews;
import io.juvloop.internal.phase.LoopPhases;
import io.juvloop.internal.phase.PhaseHooks;
import io.juvloop.internal.task.Tasks;
import io.juvloop.phases.Phases;
import io.juvloop.spi.Poller;

/// The parts of a loop on a [Poller], and its end.
///
/// Thread rule and lifetime: see [EventLoop].
public final class PolledLoop {
    private final Poller poller;
    private final LoopKernel core;
    private final CloseActions closeActions;
    private final LocalValues locals;
    private final Tasks tasks;
    private final DefaultExecutor executor;
    private final ExecutorViews executorViews;
    private final Phases phases;

    /// The parts of a loop.
    ///
    /// @param loop what users and futures know it as
    /// @param poller where it waits
    public PolledLoop(EventLoop loop, Poller poller) {
        this.poller = poller;
        core = new PolledKernel(loop, poller);
        closeActions = new CloseActions(core);
        locals = new LocalValues(core, closeActions);
        tasks = new Tasks(core);
        executor = new DefaultExecutor(core);
        executorViews = new ExecutorViews(core);
        phases = new LoopPhases(core, new PhaseHooks(core, tasks, executor));
    }

    public LoopKernel core() {
        return core;
    }

    public CloseActions closeActions() {
        return closeActions;
    }

    public LocalValues locals() {
        return locals;
    }

    public Tasks tasks() {
        return tasks;
    }

    public DefaultExecutor executor() {
        return executor;
    }

    public ExecutorViews executorViews() {
        return executorViews;
    }

    public Phases phases() {
        return phases;
    }

    /// Ends the loop: drops what waits, ends tasks, and closes what the loop's parts asked for.
    public void close() {
        if (core.isClosed()) {
            return;
        }
        Attempts attempts = new Attempts();
        core.close(() -> end(attempts));
        attempts.attempt(executor::close);
        attempts.attempt(executorViews::loopClosed);
        attempts.attempt(core.run()::throwFailure);
        attempts.throwFirst();
    }

    private void end(Attempts attempts) {
        attempts.attempt(core.dispatcher()::beginRun);
        attempts.attempt(core.ready()::clear);
        tasks.unwind(attempts);
        attempts.attempt(() -> core.runLast(closeActions::run));
        attempts.attempt(() -> core.dispatcher().run(() -> endParts(attempts)));
        attempts.attempt(core.dispatcher()::end);
        attempts.attempt(poller::close);
    }

    private void endParts(Attempts attempts) {
        attempts.attempt(core.timers()::clear);
        attempts.attempt(core.posts()::close);
        core.endings().forEach(attempts::attempt);
    }
}
