package io.juvloop.internal.executor;

import io.juvloop.LoopFuture;
import io.juvloop.TaskMode;
import io.juvloop.internal.core.LoopKernel;
import io.juvloop.internal.task.TaskModes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The loop as an executor service for other libraries: submitted jobs run on its thread, in callbacks.
///
/// Shutting it down affects only this service: jobs submitted before still run, except repeating ones, and the
/// loop continues. When the loop is closed, pending jobs are cancelled. Jobs are never interrupted, because the
/// thread is the loop's. Waiting for a job in a callback throws, because it would deadlock.
///
/// Any thread.
final class LoopExecutorService extends AbstractExecutorService implements ScheduledExecutorService {
    private final LoopKernel core;
    private final Set<LoopJob> unfinished = ConcurrentHashMap.newKeySet();
    private final LoopFuture<Boolean> terminated;
    private volatile boolean shutdown;

    LoopExecutorService(LoopKernel core) {
        this.core = core;
        this.terminated = new LoopFuture<>(core.loop());
    }

    LoopKernel core() {
        return core;
    }

    // --- Submitting

    @Override
    public void execute(Runnable command) {
        LoopJob job = new LoopJob(this, Objects.requireNonNull(command, "the command is null"));
        admit(job, job::begin);
    }

    @Override
    public Future<?> submit(Runnable task) {
        return submit(task, null);
    }

    @Override
    public <T extends @Nullable Object> Future<T> submit(Runnable task, T result) {
        return submit(new Submitted<>(Objects.requireNonNull(task, "the task is null"), result));
    }

    @Override
    public <T extends @Nullable Object> Future<T> submit(Callable<T> task) {
        LoopJobFuture<T> future = new LoopJobFuture<>(this, Objects.requireNonNull(task, "the task is null"));
        execute(future);
        return future;
    }

    /// Creates the future for `invokeAny`, which does not look at every failure, and for `invokeAll`, which
    /// does.
    @Override
    protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> callable) {
        LoopJobFuture<T> future = new LoopJobFuture<>(this, Objects.requireNonNull(callable, "a task is null"));
        var _ = future.handle((result, failure) -> true);
        return future;
    }

    /// Keeps the name of the submitted job, for the log.
    private record Submitted<T extends @Nullable Object>(Runnable work, T value) implements Callable<T> {
        @Override
        public T call() {
            work.run();
            return value;
        }

        @Override
        public String toString() {
            return work.toString();
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return schedule(newTimer(command), delay, 0, unit);
    }

    @Override
    public <V extends @Nullable Object> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return schedule(new LoopJobFuture<>(this, Objects.requireNonNull(callable)), delay, 0, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return schedule(newTimer(command), initialDelay, nanosOf(period, unit), unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return schedule(newTimer(command), initialDelay, -nanosOf(delay, unit), unit);
    }

    private LoopJobFuture<@Nullable Void> newTimer(Runnable command) {
        return new LoopJobFuture<>(this, new Submitted<>(Objects.requireNonNull(command), null));
    }

    private static long nanosOf(long period, TimeUnit unit) {
        if (period <= 0) {
            throw new IllegalArgumentException("the period is not positive: " + period);
        }
        return unit.toNanos(period);
    }

    private <V extends @Nullable Object> ScheduledFuture<V> schedule(
            LoopJobFuture<V> future, long delay, long periodNanos, TimeUnit unit) {
        LoopJob job = new LoopJob(this, future);
        future.schedule(job, later(core.time(), unit.toNanos(delay)), periodNanos);
        admit(job, job::beginTimer);
        return future;
    }

    /// A deadline that overflows the clock never passes.
    static long later(long when, long nanos) {
        long then = when + Math.max(0, nanos);
        return then < when ? Long.MAX_VALUE : then;
    }

    /// A job that is accepted is seen by a shutdown, or sees the shutdown.
    private void admit(LoopJob job, Runnable begin) {
        unfinished.add(job);
        try {
            if (shutdown) {
                throw new RejectedExecutionException("the executor was shut down");
            }
            begin.run();
        } catch (IllegalStateException closed) {
            ended(job);
            throw new RejectedExecutionException(closed.getMessage(), closed);
        } catch (RejectedExecutionException refused) {
            ended(job);
            throw refused;
        }
    }

    /// A job has run for the last time or was cancelled.
    void ended(LoopJob job) {
        unfinished.remove(job);
        terminateIfEmpty();
    }

    // --- Shutting down

    @Override
    public void shutdown() {
        shutdown = true;
        unfinished.forEach(LoopJob::stopRepeating);
        terminateIfEmpty();
    }

    private void terminateIfEmpty() {
        if (shutdown && unfinished.isEmpty()) {
            terminated.complete(true);
        }
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        List<Runnable> waiting = new ArrayList<>();
        for (LoopJob job : unfinished) {
            if (job.withdraw()) {
                waiting.add(job.work());
            }
        }
        return waiting;
    }

    /// The loop is closed: pending jobs will never run.
    void loopClosed() {
        shutdown = true;
        unfinished.forEach(LoopJob::cancel);
        terminateIfEmpty();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return terminated.isDone();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            return terminated.get(timeout, unit);
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // --- invokeAny, which blocks as the JDK's does

    @Override
    public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        refuseToBlock();
        return super.invokeAny(tasks);
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(
            Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        refuseToBlock();
        return super.invokeAny(tasks, timeout, unit);
    }

    private void refuseToBlock() {
        if (core.isCurrentThread() && (core.loop().currentTask() == null || TaskModes.mode() == TaskMode.PORTABLE)) {
            throw new IllegalStateException("invokeAny on the loop's own thread would never end");
        }
    }

    @Override
    public String toString() {
        return "executor service of " + core.loop()
                + (isTerminated() ? " (terminated)" : shutdown ? " (shut down)" : "");
    }
}
