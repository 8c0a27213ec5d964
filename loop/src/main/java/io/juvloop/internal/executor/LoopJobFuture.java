package io.juvloop.internal.executor;

import io.juvloop.LoopFuture;
import io.juvloop.internal.core.ExceptionReporter;
import io.juvloop.internal.core.Timers;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The result of something that a [LoopExecutorService] was given, and when it is due. To wait for it in a task
/// suspends the task; in a callback it is refused.
///
/// [#run] and [#repeats] are the loop's; the rest any thread.
final class LoopJobFuture<V> extends LoopFuture<V> implements RunnableScheduledFuture<V> {
    private final LoopExecutorService executor;
    private final Callable<V> work;
    private @Nullable LoopJob job;
    private long period;
    private volatile long when;

    LoopJobFuture(LoopExecutorService executor, Callable<V> work) {
        super(executor.core().loop());
        this.executor = executor;
        this.work = work;
    }

    /// Makes it one for later, before anybody else sees it.
    ///
    /// @param newPeriod 0 for once, positive from due time to due time, negative from end to begin
    void schedule(LoopJob newJob, long due, long newPeriod) {
        job = newJob;
        when = due;
        period = newPeriod;
    }

    long when() {
        return when;
    }

    @Override
    public void run() {
        if (isDone()) {
            return;
        }
        try {
            V result = work.call();
            if (period == 0) {
                complete(result);
            }
        } catch (Throwable thrown) {
            completeExceptionally(thrown);
            executor.core().failStopping(thrown);
        }
    }

    /// Sets the next time, if there is one.
    boolean repeats() {
        if (period == 0 || isDone()) {
            return false;
        }
        when = period > 0 ? LoopExecutorService.later(when, period) : LoopExecutorService.later(Timers.now(), -period);
        return true;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(false);
        LoopJob scheduled = job;
        if (cancelled && scheduled != null) {
            scheduled.withdraw();
        }
        return cancelled;
    }

    @Override
    public boolean isPeriodic() {
        return period != 0;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(when - Timers.now(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    protected String description() {
        return "submitted work " + ExceptionReporter.describe(work);
    }

    @Override
    public String toString() {
        return ExceptionReporter.describe(work);
    }
}
