package io.juvloop.internal.core;

import io.juvloop.internal.jfr.Recorder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Runs the iterations of the loop:
///
/// ```
///  +-> due timers join the ready callbacks -> ready callbacks and tasks -> hooks -> wait -> events -> hooks -+
///  +---------------------------------------------------------------------------------------------------------+
/// ```
///
/// The platform thread that runs the loop executes this cycle. It waits, enters libuv and carries tasks; the
/// user's code goes through the [Dispatcher].
///
/// Loop thread only. See `BaseEventLoop._run_once` of asyncio.
final class Iterations {
    private final LoopKernel core;
    private final ReadyCallbacks ready;
    private final Timers timers;
    private final LoopEvents events;
    private final Runnable dispatchEvents;
    private final Runnable actionBeforeWait;
    private @Nullable IterationHooks hooks;
    private Runnable beforeWait = () -> {};
    private Runnable afterWait = () -> {};
    private @Nullable BooleanSupplier condition;
    private @Nullable Object work;
    private long callbacksBefore;
    private long iterations;

    Iterations(LoopKernel core) {
        this.core = core;
        this.ready = core.ready();
        this.timers = core.timers();
        this.events = core.events();
        this.dispatchEvents = events::dispatch;
        this.actionBeforeWait = ready::runActionBeforeWait;
    }

    /// Sets the hooks to run in each iteration from now on.
    void hooks(IterationHooks newHooks) {
        hooks = newHooks;
        beforeWait = newHooks::beforeWait;
        afterWait = newHooks::afterWait;
    }

    /// Sets a condition that ends the run.
    ///
    /// @param newCondition checked before each wait; null for a run that only [LoopRun#stop] ends
    void whileTrue(@Nullable BooleanSupplier newCondition) {
        condition = newCondition;
    }

    private boolean goesOn() {
        return condition == null || condition.getAsBoolean();
    }

    /// Iterates until the loop is stopped.
    ///
    /// @param once true for one iteration without waiting
    void run(boolean once) {
        work = null;
        do {
            iterate(once);
        } while (!once && !core.isStopping() && goesOn());
    }

    private void iterate(boolean once) {
        timers.makeReady();
        ready.runBatch(once);
        IterationHooks present = hooks;
        if (present != null && present.hasBeforeWait()) {
            core.dispatcher().run(beforeWait);
        }
        if (ready.hasActionBeforeWait()) {
            core.dispatcher().run(actionBeforeWait);
        }
        endWork();
        events.poll(once ? 0 : longestWait());
        work = Recorder.get().beginIteration();
        if (Thread.currentThread().isInterrupted()) {
            core.setInterruptAside();
        }
        dispatch();
        if (present != null && present.hasAfterWait()) {
            core.dispatcher().run(afterWait);
        }
    }

    /// What an iteration did between two waits is over. Looking at it takes a clock and no lock, recording it may
    /// take one.
    private void endWork() {
        iterations++;
        Object measured = work;
        if (measured != null) {
            work = null;
            long callbacks = core.runner().callbacks() + core.runner().steps();
            long done = callbacks - callbacksBefore;
            callbacksBefore = callbacks;
            if (Recorder.get().ends(measured)) {
                core.dispatcher().run(() -> Recorder.get().slowIteration(measured, done));
            }
        }
    }

    long iterations() {
        return iterations;
    }

    /// A change of threads for an iteration that only wakes tasks would cost as much as one of them.
    private void dispatch() {
        Dispatcher dispatcher = core.dispatcher();
        if (dispatcher.isElsewhere() && !dispatcher.isBusy() && !core.isDebug()) {
            events.dispatchInPlace();
        }
        if (events.hasEvents()) {
            dispatcher.run(dispatchEvents);
        }
    }

    private long longestWait() {
        if (ready.waiting() > 0 || core.isStopping() || (hooks != null && hooks.keepFromWaiting())) {
            return 0;
        }
        long wait = timers.untilNext();
        return wait == 0 || goesOn() ? wait : 0;
    }
}
