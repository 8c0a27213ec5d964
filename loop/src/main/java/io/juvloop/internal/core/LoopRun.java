package io.juvloop.internal.core;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.RunningLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Runs the loop and stops it, at the end of the iteration in which somebody said stop or threw an [Error] of the
/// [StopClass].
///
/// Loop thread only. A refused run leaves everything as it was. See [Running and stopping the
/// loop](https://docs.python.org/3.13/library/asyncio-eventloop.html#running-and-stopping-the-loop).
public final class LoopRun {
    private final LoopCore core;
    private final LoopThread thread;
    private final Iterations iterations;
    private boolean inside;
    private boolean stopBeforeRun;
    private boolean stopping;
    private @Nullable Error failure;

    LoopRun(LoopCore core, LoopThread thread) {
        this.core = core;
        this.thread = thread;
        this.iterations = new Iterations(core);
    }

    /// Has hooks run in each iteration from now on.
    public void hooks(IterationHooks hooks) {
        iterations.hooks(hooks);
    }

    boolean isStopping() {
        return stopping;
    }

    boolean hasFailed() {
        return failure != null;
    }

    public void stop() {
        if (inside) {
            stopping = true;
        } else {
            stopBeforeRun = true;
        }
    }

    /// Ends the run with an error that is not about one callback; the first one counts.
    void failWith(Error thrown) {
        if (failure == null) {
            failure = thrown;
        } else if (!failure.equals(thrown)) {
            failure.addSuppressed(thrown);
        }
        if (inside) {
            stop();
        }
    }

    public void forever() {
        enter();
        runAndLeave();
    }

    /// Runs until it is stopped, or a condition does not hold any more.
    ///
    /// @param goesOn asked before the loop waits, and after each iteration
    public void whileTrue(BooleanSupplier goesOn) {
        enter();
        iterations.whileTrue(goesOn);
        try {
            runAndLeave();
        } finally {
            iterations.whileTrue(null);
        }
    }

    /// Every refusal is here, before anything changes.
    private void enter() {
        if (core.isClosed()) {
            throw LoopCore.closedException();
        }
        EventLoop here = RunningLoop.get();
        if (here != null && !here.equals(core.loop())) {
            throw new IllegalStateException("another event loop is running on this thread");
        }
        thread.begin("the event loop is already running");
        RunningLoop.enter(core.loop());
    }

    private void runAndLeave() {
        inside = true;
        core.setInCallback(true);
        try {
            throwFailure(); // of a call from outside a run, as when a write told a protocol to pause
            core.posts().moveToReady();
            core.dispatcher().beginRun();
            core.stepWatch().enter();
            iterations.run(stopBeforeRun);
        } finally {
            inside = false;
            core.setInCallback(false);
            core.stepWatch().leave();
            stopping = false;
            stopBeforeRun = false;
            RunningLoop.leave();
            thread.end();
        }
        throwFailure();
    }

    /// Throws what ended a run or showed while closing, once.
    public void throwFailure() {
        Error thrown = failure;
        if (thrown != null) {
            failure = null;
            throw thrown;
        }
    }

    public <T extends @Nullable Object> T untilComplete(CompletionStage<T> stage) {
        if (stage instanceof LoopFuture<?> future && !future.loop().equals(core.loop())) {
            throw new IllegalArgumentException("the future belongs to another event loop");
        }
        CompletableFuture<T> done = Stages.futureOf(stage);
        enter();
        Completion completion = new Completion();
        // not of the stage: its future may be a copy, which is done after others that depend on the stage
        Runnable end = Stages.whenDone(done, completion::arrived);
        try {
            runAndLeave();
        } finally {
            completion.forget();
            end.run();
        }
        if (!done.isDone()) {
            throw new IllegalStateException("the event loop was stopped before the future completed");
        }
        return result(done);
    }

    private static <T extends @Nullable Object> T result(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (wrapped.getCause() instanceof Error error) {
                throw error;
            }
            throw wrapped;
        }
    }

    /// Stops this run, not a later one, when a stage is done, on whichever thread that happens.
    private final class Completion {
        private volatile boolean wanted = true;

        void arrived() {
            if (wanted) {
                core.runOnLoop(() -> {
                    if (wanted) {
                        stop();
                    }
                });
            }
        }

        void forget() {
            wanted = false;
        }
    }
}
