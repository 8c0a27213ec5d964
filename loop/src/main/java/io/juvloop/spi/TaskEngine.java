package io.juvloop.spi;

import io.juvloop.EventLoop;
import io.juvloop.Suspends;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What runs the tasks of one loop, as [io.juvloop.Async], futures, `sync` and `streams` need it. juvloop ships one
/// engine, which runs on every [BaseEventLoop] and on libuv.
///
/// Loop thread only. Lives as long as its loop.
public interface TaskEngine {
    /// The loop whose tasks these are. Any thread.
    ///
    /// @return the same each time
    EventLoop loop();

    /// Suspends the task that is running until something is done; see [io.juvloop.Async#await].
    ///
    /// @param <T> the type of its result
    /// @param stage what to wait for, of this loop or of none; cancelled if the task is cancelled meanwhile
    /// @return its result
    /// @throws java.util.concurrent.CancellationException if the task or the stage is cancelled
    /// @throws IllegalStateException outside a task, if a task waits for itself, or for a future of another loop
    @Suspends
    <T extends @Nullable Object> T await(CompletionStage<T> stage);

    /// Suspends the task that is running for some time; see [io.juvloop.Async#sleep].
    ///
    /// @param delay zero and less give way for one iteration
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    /// @throws IllegalStateException outside a task
    @Suspends
    void sleep(Duration delay);
}
