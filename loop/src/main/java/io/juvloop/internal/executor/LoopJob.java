package io.juvloop.internal.executor;

import io.juvloop.internal.core.LoopKernel;
import io.juvloop.internal.core.LoopTimerHandle;
import io.juvloop.internal.jdk.ScopedContext;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One job of a [LoopExecutorService], from its submission until it has run for the last time or was withdrawn.
///
/// [#run] loop thread only; the rest any thread. The first thread that changes the state from waiting decides.
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
    private @Nullable LoopTimerHandle timer;

    LoopJob(LoopExecutorService executor, Runnable work) {
        this.executor = executor;
        this.work = work;
    }

    /// The submitted work.
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
        LoopKernel core = executor.core();
        if (core.isCurrentThread() && !core.isClosed()) {
            arm();
        } else {
            var _ = core.loop().callSoonThreadsafe(this::arm);
        }
    }

    /// Skips the check whether the loop is closed: a repeating job may run while the loop closes, and is
    /// cancelled afterwards.
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

    /// Schedules the next run, if there is one.
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
            withdraw(); // a thread that cancelled it meanwhile found it running and left this to the loop
        }
    }

    /// Withdraws the job and its timer.
    ///
    /// @return false if it is running or has ended
    boolean withdraw() {
        if (!state.compareAndSet(State.WAITING, State.OVER)) {
            return false;
        }
        executor.core().runOnLoop(this::disarm);
        executor.ended(this);
        return true;
    }

    private void disarm() {
        LoopTimerHandle waiting = timer;
        if (waiting != null) {
            timer = null;
            waiting.cancel();
        }
    }

    /// Ends the job if it repeats.
    void stopRepeating() {
        LoopJobFuture<?> future = future();
        if (future != null && future.isPeriodic()) {
            future.cancel(false);
        }
    }

    /// Ends the job and cancels its future.
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
