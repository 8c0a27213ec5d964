package io.juvloop;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/// asyncio's functions about tasks: what is a coroutine function there is a method here that suspends the task
/// which calls it, and what returns a future there returns one here.
///
/// Inside a task, unless a method says otherwise. See [Coroutines and
/// Tasks](https://docs.python.org/3.13/library/asyncio-task.html).
public final class Async {
    private Async() {}

    /// Suspends this task until something is done. asyncio's `await`.
    ///
    /// @param <T> the type of its result
    /// @param stage what to wait for, of this loop or of none; cancelled if the task is cancelled meanwhile
    /// @return its result
    /// @throws java.util.concurrent.CancellationException if the task or the stage is cancelled
    /// @throws java.util.concurrent.CompletionException with the failure as its cause, if it failed with a
    ///   checked exception; an unchecked one is thrown as it is
    /// @throws IllegalStateException outside a task, if a task waits for itself, or for a future of another loop
    public static <T> T await(CompletionStage<T> stage) {
        return EventLoop.running().await(stage);
    }

    /// Suspends this task for some time. asyncio's `sleep(delay)`.
    ///
    /// @param delay zero and less give way for one turn
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    /// @throws IllegalStateException outside a task
    public static void sleep(Duration delay) {
        EventLoop.running().sleep(delay);
    }
}
