package io.juvloop.internal.core;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.spi.RunningLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Runs the loop and stops it at the end of the iteration in which [#stop] was called or an [Error] of the
/// [FatalErrors] was thrown.
///
/// Loop thread only. A refused run changes nothing. See
/// [run_forever](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.run_forever).
public final class LoopRun {
    private final LoopKernel core;
    private final LoopThread thread;
    private final Iterations iterations;
    private boolean inside;
    private boolean stopBeforeRun;
    private boolean stopping;
    private @Nullable Error failure;

    LoopRun(LoopKernel core, LoopThread thread) {
        this.core = core;
        this.thread = thread;
        this.iterations = new Iterations(core);
    }

    /// Sets the hooks to run in each iteration from now on.
    public void hooks(IterationHooks hooks) {
        iterations.hooks(hooks);
    }

    /// How many iterations there were. Any thread, slightly old there.
    public long iterations() {
        return iterations.iterations();
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

    /// Ends the run with an error that concerns the program, not one callback; the first such error wins.
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

    /// Runs until the loop is stopped or a condition no longer holds.
    ///
    /// @param goesOn checked before the loop waits, and after each iteration
    public void whileTrue(BooleanSupplier goesOn) {
        run(() -> iterations.whileTrue(goesOn));
    }

    /// All refusals are here, before any state changes.
    private void requireRunnable() {
        if (core.isClosed()) {
            throw LoopKernel.closedException();
        }
        EventLoop here = RunningLoop.get();
        if (here != null && !here.equals(core.loop())) {
            throw new IllegalStateException("another event loop is running on this thread");
        }
        core.events().requireStack(); // what is begun can be ended
        thread.begin("the event loop is already running");
    }

    private void run(Runnable prepare) {
        requireRunnable();
        try {
            RunningLoop.enter(core.engine());
            prepare.run();
            inside = true;
            core.setInCallback(true);
            throwFailure(); // of a call outside a run, such as a write that called pauseWriting
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

    /// However the run ended, the loop is no longer running.
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

    /// Throws, once, the error that ended a run or occurred while closing.
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

    /// Stops this run, and no later one, when a stage is done on any thread.
    private final class Completion {
        private volatile boolean wanted = true;
        private Runnable end = () -> {};

        /// Not the stage itself: its future may be a copy, which completes after other dependents of the stage.
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
