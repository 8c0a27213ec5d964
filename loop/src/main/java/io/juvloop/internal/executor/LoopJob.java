package io.juvloop.internal.executor;

import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.TimerCall;
import io.juvloop.internal.jdk.ScopedContext;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One thing that a [LoopExecutorService] was given, from the moment it was let in until it has run for the last
/// time or was taken back.
///
/// [#run] is the loop's; the rest any thread. Who first moves the state away from waiting decides.
final class LoopJob implements Runnable {
    private enum State {
        WAITING,
        RUNNING,
        OVER
    }

    private final LoopExecutorService executor;
    private final Runnable work;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /// Loop thread only.
    private @Nullable TimerCall timer;

    LoopJob(LoopExecutorService executor, Runnable work) {
        this.executor = executor;
        this.work = work;
    }

    /// What was given.
    Runnable work() {
        return work;
    }

    private @Nullable LoopJobFuture<?> future() {
        return work instanceof LoopJobFuture<?> future ? future : null;
    }

    /// @throws IllegalStateException if the loop is closed
    void begin() {
        var _ = executor.core().loop().callSoonThreadsafe(this);
    }

    /// @throws IllegalStateException if the loop is closed
    void beginTimer() {
        LoopCore core = executor.core();
        if (core.isCurrentThread() && !core.isClosed()) {
            arm();
        } else {
            var _ = core.loop().callSoonThreadsafe(this::arm);
        }
    }

    /// Past the check whether the loop is closed: a job may repeat while it is, and is cancelled after.
    private void arm() {
        LoopJobFuture<?> future = future();
        if (state.get() == State.WAITING && future != null) {
            timer = executor.core().timers().add(ScopedContext.bind(this), future.when(), null);
        }
    }

    @Override
    public void run() {
        if (!state.compareAndSet(State.WAITING, State.RUNNING)) {
            return;
        }
        timer = null;
        try {
            work.run();
        } finally {
            again();
        }
    }

    /// Waits for its next time, if there is one.
    private void again() {
        LoopJobFuture<?> future = future();
        if (future == null || !future.repeats()) {
            state.set(State.OVER);
            executor.ended(this);
            return;
        }
        state.set(State.WAITING);
        arm();
        if (executor.isShutdown()) {
            future.cancel(false);
        }
        if (future.isDone()) {
            withdraw(); // who cancelled it meanwhile found it running, and left this to us
        }
    }

    /// Takes it back, with its timer.
    ///
    /// @return false if it runs or is over
    boolean withdraw() {
        if (!state.compareAndSet(State.WAITING, State.OVER)) {
            return false;
        }
        executor.core().runOnLoop(this::disarm);
        executor.ended(this);
        return true;
    }

    private void disarm() {
        TimerCall waiting = timer;
        if (waiting != null) {
            timer = null;
            waiting.cancel();
        }
    }

    /// Ends it if it would run again and again.
    void stopRepeating() {
        LoopJobFuture<?> future = future();
        if (future != null && future.isPeriodic()) {
            future.cancel(false);
        }
    }

    /// Ends it, together with what waits for it.
    void cancel() {
        if (work instanceof LoopJobFuture<?> future) {
            future.cancel(false);
        }
        withdraw();
    }

    @Override
    public String toString() {
        return work.toString();
    }
}
