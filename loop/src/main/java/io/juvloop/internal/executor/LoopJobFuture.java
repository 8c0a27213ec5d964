package io.juvloop.internal.executor;

import io.juvloop.LoopFuture;
import io.juvloop.internal.core.ExceptionReporter;
import io.juvloop.internal.core.Timers;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Delayed;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The result of something that a [LoopExecutorService] was given, and when it is due. To wait for it in a task
/// suspends the task; in a callback it is refused.
///
/// [#run] and [#repeats] are the loop's; the rest any thread.
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
            completeExceptionally(ofWork(thrown));
            executor.core().failStopping(thrown);
        }
    }

    /// What a future fails with for what some work has thrown, so that `get` gives that as the cause, as it is: a
    /// [CompletableFuture] takes a [CancellationException] for its own cancellation, and unwraps a
    /// [CompletionException].
    static Throwable ofWork(Throwable thrown) {
        return thrown instanceof CancellationException || thrown instanceof CompletionException
                ? new CompletionException(thrown)
                : thrown;
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

    /// By due time, and then by the order of making. One of somebody else's is compared by what is left now.
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
