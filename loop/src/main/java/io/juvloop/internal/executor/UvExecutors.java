package io.juvloop.internal.executor;

import io.juvloop.EventLoop;
import io.juvloop.internal.core.Chapter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// Executors of the loop on libuv: the one for blocking work, and the loop itself as one.
///
/// Thread rule and lifetime: see [EventLoop].
public interface UvExecutors extends EventLoop, Chapter {
    /// The executor for blocking work.
    ///
    /// @return the same each time
    DefaultExecutor defaultExecutor();

    /// The executor services that run jobs on the loop.
    ///
    /// @return the same each time
    ExecutorViews executorViews();

    @Override
    default <T extends @Nullable Object> CompletableFuture<T> runInExecutor(
            @Nullable Executor executor, Callable<T> work) {
        return defaultExecutor().run(executor, work);
    }

    @Override
    default void setDefaultExecutor(ExecutorService executor) {
        core().checkUsable();
        defaultExecutor().set(Objects.requireNonNull(executor, "the executor is null"));
    }

    @Override
    default CompletableFuture<Void> shutdownDefaultExecutor(@Nullable Duration timeout) {
        core().checkUsable();
        return defaultExecutor().shutdown(timeout);
    }

    @Override
    default void execute(Runnable command) {
        try {
            callSoonThreadsafe(command);
        } catch (IllegalStateException closedLoop) {
            throw new RejectedExecutionException(closedLoop.getMessage(), closedLoop);
        }
    }

    @Override
    default ScheduledExecutorService asExecutorService() {
        return executorViews().make();
    }
}
