package io.juvloop.internal.core;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.RunningLoop;
import io.juvloop.bindings.Driver;
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
        run(() -> {});
    }

    /// Runs until it is stopped, or a condition does not hold any more.
    ///
    /// @param goesOn asked before the loop waits, and after each iteration
    public void whileTrue(BooleanSupplier goesOn) {
        run(() -> iterations.whileTrue(goesOn));
    }

    /// Every refusal is here, before anything changes.
    private void requireRunnable() {
        if (core.isClosed()) {
            throw LoopCore.closedException();
        }
        EventLoop here = RunningLoop.get();
        if (here != null && !here.equals(core.loop())) {
            throw new IllegalStateException("another event loop is running on this thread");
        }
        Driver.requireStack(); // what is begun can be ended
        thread.begin("the event loop is already running");
    }

    private void run(Runnable prepare) {
        requireRunnable();
        try {
            RunningLoop.enter(core.loop());
            prepare.run();
            inside = true;
            core.setInCallback(true);
            throwFailure(); // of a call from outside a run, as when a write told a protocol to pause
            core.posts().moveToReady();
            core.setInterruptAside();
            core.dispatcher().beginRun();
            core.stepWatch().enter();
            iterations.run(stopBeforeRun);
        } finally {
            leave();
        }
        throwFailure();
    }

    /// Whatever happens on the way, the loop runs no longer.
    private void leave() {
        inside = false;
        stopping = false;
        stopBeforeRun = false;
        try {
            core.setInCallback(false);
            iterations.whileTrue(null);
            core.stepWatch().leave();
            core.dispatcher().endRun();
        } finally {
            try {
                RunningLoop.leave();
            } finally {
                thread.end();
                core.giveInterruptBack();
            }
        }
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
        Completion completion = new Completion();
        try {
            run(() -> completion.of(done));
        } finally {
            completion.forget();
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
        private Runnable end = () -> {};

        /// Not of the stage: its future may be a copy, which is done after others that depend on the stage.
        void of(CompletableFuture<?> done) {
            end = Stages.whenDone(done, this::arrived);
        }

        private void arrived() {
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
            end.run();
        }
    }
}
