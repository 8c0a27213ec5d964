package io.juvloop.spi;

import io.juvloop.EventLoop;
import io.juvloop.Suspends;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Runs the tasks of one loop, for [io.juvloop.Async], futures, `sync` and `streams`. juvloop ships one engine,
/// which serves every [BaseEventLoop] and the loop on libuv. An engine of another kind serves [io.juvloop.Async]
/// and futures only: `sync` and `streams` wait by means of the one that juvloop ships, and throw outside its tasks.
///
/// Loop thread only. Lives as long as its loop.
public interface TaskEngine {
    /// Returns the loop of the tasks. Any thread.
    ///
    /// @return the loop
    EventLoop loop();

    /// Suspends the running task until a stage is done; see [io.juvloop.Async#await].
    ///
    /// @param <T> the type of the result
    /// @param stage a stage of this loop or of none; it is cancelled if the task is cancelled meanwhile
    /// @return the result of the stage
    /// @throws java.util.concurrent.CancellationException if the task or the stage is cancelled
    /// @throws IllegalStateException outside a task, if a task waits for itself, or for a future of another loop
    @Suspends
    <T extends @Nullable Object> T await(CompletionStage<T> stage);

    /// Suspends the running task for a duration; see [io.juvloop.Async#sleep].
    ///
    /// @param delay the duration; zero or less yields for one iteration
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    /// @throws IllegalStateException outside a task
    @Suspends
    void sleep(Duration delay);
}
