package io.juvloop.internal.executor;

import io.juvloop.LoopFuture;
import io.juvloop.internal.core.ExceptionReporter;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Delayed;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The future of a job of a [LoopExecutorService], with its due time. Waiting for it suspends a task, and
/// throws in a callback.
///
/// [#run] and [#repeats] loop thread only; the rest any thread.
final class LoopJobFuture<V extends @Nullable Object> extends LoopFuture<V> implements RunnableScheduledFuture<V> {
    private static final AtomicLong MADE = new AtomicLong();

    private final LoopExecutorService executor;
    private final long number = MADE.getAndIncrement();
    private final Callable<V> work;
    private @Nullable LoopJob job;
    private long period;
    private volatile long when;

    LoopJobFuture(LoopExecutorService executor, Callable<V> work) {
        super(executor.core().loop());
        this.executor = executor;
        this.work = work;
    }

    /// Sets the schedule, before the future is published.
    ///
    /// @param newPeriod 0 for one run, positive from due time to due time, negative from end to begin
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
            completeExceptionally(ofWork(thrown));
            executor.core().failStopping(thrown);
        }
    }

    /// The failure of the future for an exception of the job, such that `get` gives the job's exception
    /// unchanged as its cause: a [java.util.concurrent.CompletableFuture] treats a [CancellationException] as
    /// its own cancellation, and unwraps a [CompletionException].
    static Throwable ofWork(Throwable thrown) {
        return thrown instanceof CancellationException || thrown instanceof CompletionException
                ? new CompletionException(thrown)
                : thrown;
    }

    /// Advances the due time to the next run, if there is one.
    boolean repeats() {
        if (period == 0 || isDone()) {
            return false;
        }
        when = period > 0
                ? LoopExecutorService.later(when, period)
                : LoopExecutorService.later(executor.core().time(), -period);
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
        return unit.convert(when - executor.core().time(), TimeUnit.NANOSECONDS);
    }

    /// Orders by due time, then by creation. A future of another class is compared by its remaining delay.
    @Override
    public int compareTo(Delayed other) {
        if (other instanceof LoopJobFuture<?> job) {
            int order = Long.compare(when, job.when);
            return order == 0 ? Long.compare(number, job.number) : order;
        }
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
