package io.juvloop.internal.executor;

import io.juvloop.LoopFuture;
import io.juvloop.TaskMode;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.core.LoopKernel;
import io.juvloop.internal.jdk.Blocking;
import io.juvloop.internal.jdk.JdkInternals;
import io.juvloop.internal.jdk.Log;
import io.juvloop.internal.jdk.ScopedContext;
import io.juvloop.internal.task.TaskModes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The executor of a loop's blocking work: by default each job runs on a virtual thread of its own, never on
/// the loop's thread.
///
/// Loop thread only. The executor is created at its first use, and shut down with the loop, without waiting. See
/// [run_in_executor](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.run_in_executor).
public final class DefaultExecutor {
    private static final AtomicLong THREADS = new AtomicLong();

    private final LoopKernel core;
    private @Nullable ExecutorService executor;
    private boolean shutDown;
    private int working;

    public DefaultExecutor(LoopKernel core) {
        this.core = core;
    }

    public void set(ExecutorService newExecutor) {
        executor = newExecutor;
    }

    private ExecutorService get() {
        if (shutDown) {
            throw new IllegalStateException("the default executor was shut down");
        }
        if (executor == null) {
            executor = Executors.newThreadPerTaskExecutor(DefaultExecutor::newThread);
        }
        return executor;
    }

    /// A plain builder would inherit the scheduler of the calling task, and the work would run on the loop.
    private static Thread newThread(Runnable work) {
        String name = "juvloop-executor-" + THREADS.getAndIncrement();
        if (TaskModes.mode() == TaskMode.PORTABLE) {
            return Thread.ofVirtual().name(name).unstarted(work);
        }
        return JdkInternals.newVirtualThread(JdkInternals.defaultScheduler(), name, work);
    }

    public <T extends @Nullable Object> CompletableFuture<T> run(@Nullable Executor where, Callable<T> callable) {
        core.checkUsable();
        Callable<T> work = ScopedContext.bind(Objects.requireNonNull(callable, "the work is null"));
        LoopFuture<T> future = new LoopFuture<>(core.loop());
        (where == null ? get() : where).execute(() -> {
            if (future.isDone()) {
                core.runOnLoop(() -> working--);
            } else {
                Blocking.of(core.loop(), () -> deliver(future, work));
            }
        });
        working++;
        return future;
    }

    private <T extends @Nullable Object> void deliver(LoopFuture<T> future, Callable<T> work) {
        try {
            T result = work.call();
            end(() -> future.complete(result));
        } catch (Throwable thrown) {
            end(() -> future.completeExceptionally(LoopJobFuture.ofWork(thrown)));
        }
    }

    private void end(Runnable completion) {
        core.runOnLoop(() -> {
            working--;
            completion.run();
        });
    }

    /// The number of jobs that were submitted and have not completed.
    public int working() {
        return working;
    }

    public CompletableFuture<Void> shutdown(@Nullable Duration timeout) {
        shutDown = true;
        ExecutorService ending = executor;
        LoopFuture<Void> done = new LoopFuture<>(core.loop());
        if (ending == null) {
            done.complete(null);
            return done;
        }
        ending.shutdown();
        Thread.ofPlatform()
                .daemon()
                .name("juvloop-executor-shutdown")
                .inheritInheritableThreadLocals(false)
                .start(() -> {
                    await(ending, timeout);
                    core.runOnLoop(() -> done.complete(null));
                });
        return done;
    }

    private static void await(ExecutorService ending, @Nullable Duration timeout) {
        long nanos = timeout == null ? Long.MAX_VALUE : Deadline.nanos(timeout);
        try {
            if (!ending.awaitTermination(nanos, TimeUnit.NANOSECONDS) && !hasNothingToDo(ending)) {
                Log.warn("the default executor still works after {0}; its work is left to itself", timeout);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The common pool of the JDK cannot be shut down, so its close waits until the pool is idle.
    private static boolean hasNothingToDo(ExecutorService ending) {
        return ending.equals(ForkJoinPool.commonPool())
                && ForkJoinPool.commonPool().isQuiescent();
    }

    /// Lets running jobs end by themselves and ignores their results.
    public void close() {
        shutDown = true;
        if (executor != null) {
            executor.shutdown();
        }
    }
}
